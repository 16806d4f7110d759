import { formatTime } from '../../ui/time.ts';
import type { ShopOrder } from './order-page.tsx';

/** Where the order stands, and what that means for the buyer. */
export function OrderStatusNotice({ order }: { readonly order: ShopOrder }) {
  const { look, title, text } = describe(order);
  return (
    <div className={`notice ${look}`} role="status">
      <strong>{title}</strong> {text}
    </div>
  );
}

function describe({ status, expiresAt, buyer, closedReason, refunded }: ShopOrder) {
  switch (status) {
    case 'PENDING':
      return {
        look: 'info',
        title: 'Waiting for the payment.',
        text: expiresAt ? `The tickets are set aside until ${formatTime(expiresAt)}.` : '',
      };
    case 'CONFIRMED':
      return { look: 'good', title: 'Confirmed.', text: `The tickets were also sent to ${buyer.email}.` };
    case 'CANCELLED':
      return { look: 'bad', title: 'Cancelled.', text: closedReason ?? 'The tickets were given back.' };
    case 'EXPIRED':
      return { look: 'bad', title: 'Expired.', text: 'No payment came in time, so the tickets went back on sale.' };
    case 'REFUNDED':
      return { look: 'info', title: 'Refunded.', text: 'All that was paid was given back. The tickets are void.' };
    case 'PARTIALLY_REFUNDED':
      return { look: 'info', title: 'Partly refunded.', text: `${refunded.formatted} was given back.` };
  }
}
