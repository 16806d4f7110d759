import type { ShopOrder } from './order-page.tsx';
import { Payment } from './payment.tsx';

/** A ticket that becomes another once its difference is paid, and how to pay that. */
export function PendingChange({ order, token }: { readonly order: ShopOrder; readonly token: string }) {
  const change = order.changes.find(({ status, expiresAt }) => status === 'PENDING' && expiresAt);
  if (!change) return null;
  return (
    <>
      <p className="notice info">
        {change.fromName} becomes {change.toName} when {change.difference.formatted} is paid. Until then your ticket
        stays as it is.
      </p>
      <Payment order={{ ...order, ...change, status: 'PENDING' }} token={token} />
    </>
  );
}
