import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import type { OrderPageQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderChanges } from './order-changes.tsx';
import { OrderInvoices } from './order-invoices.tsx';
import { OrderMoney } from './order-money.tsx';
import { OrderStatusBadge } from './order-status.tsx';
import { OrderTickets } from './order-tickets.tsx';

const OrderDocument = graphql(`
  query OrderPage($id: ID!, $withTickets: Boolean!) {
    order(id: $id) {
      id
      number
      status
      createdAt
      confirmedAt
      expiresAt
      closedReason
      buyer { name email }
      event { id title }
      promoCode
      paymentMethodLabel
      paymentReference
      items { id name quantity unitPrice { formatted } total { formatted } }
      subtotal { formatted }
      discount { amount formatted }
      fees { amount formatted }
      tax { amount formatted }
      taxIncluded
      total { amount currency formatted }
      paid { amount formatted }
      refunded { amount formatted }
      refunds { id amount { formatted } status reason needsHand feesKept { amount formatted } createdAt completedAt }
      changes {
        id fromName toName status paymentReference expiresAt createdAt
        difference { amount formatted }
      }
      invoices { id number kind issuedAt downloadUrl total { formatted } }
      transactions { id type amount { formatted } method note reference createdAt }
      tickets @include(if: $withTickets) {
        id
        code
        status
        admits
        checkedInAt
        answers { questionId kind label values }
        attendee { name email }
        ticketType {
          id name
          questions { id kind label helpText required choices condition { questionId values } }
        }
      }
    }
  }
`);

/** An order as its page shows it. */
export type ShownOrder = NonNullable<OrderPageQuery['order']>;

const context = { additionalTypenames: ['Ticket', 'Transaction', 'Refund', 'OrderChange', 'Invoice'] };

/** Everything about one order, and what can be done with it. */
export function OrderPage() {
  const { id = '' } = useParams();
  const viewer = useViewer();
  const [{ data, error }, retry] = useQuery({
    query: OrderDocument,
    variables: { id, withTickets: viewer.can('tickets:read') },
    context,
  });
  const order = data?.order;
  usePageTitle(order ? `Order ${order.number}` : 'Order');
  if (!data) {
    return (
      <>
        <h1>Order</h1>
        {error ? <Failure error={error} retry={retry} /> : <Loading rows={5} />}
      </>
    );
  }
  if (!order) {
    return (
      <>
        <h1>Order</h1>
        <Empty title="There is no such order">
          <Link to="/admin/orders">See all orders</Link>
        </Empty>
      </>
    );
  }
  return (
    <>
      <div className="stack" style={{ gap: '0.5rem' }}>
        <Link to="/admin/orders">Orders</Link>
        <div className="row">
          <h1>Order {order.number}</h1>
          <OrderStatusBadge status={order.status} />
        </div>
        <OrderActions order={order} />
      </div>
      <section className="card stack" aria-label="Facts">
        <Facts>
          <Fact name="Buyer">
            {order.buyer.name}
            <br />
            <a href={`mailto:${order.buyer.email}`}>{order.buyer.email}</a>
          </Fact>
          <Fact name="Event">
            <Link to={`/admin/events/${order.event.id}`}>{order.event.title}</Link>
          </Fact>
          <Fact name="Placed">{formatTime(order.createdAt)}</Fact>
          {order.confirmedAt && <Fact name="Confirmed">{formatTime(order.confirmedAt)}</Fact>}
          {order.expiresAt && <Fact name="Payment awaited until">{formatTime(order.expiresAt)}</Fact>}
          <Fact name="Way of payment">{order.paymentMethodLabel ?? 'Free'}</Fact>
          <Fact name="Payment reference">{order.paymentReference && <code>{order.paymentReference}</code>}</Fact>
          {order.promoCode && (
            <Fact name="Promo code">
              <code>{order.promoCode}</code>
            </Fact>
          )}
          {order.closedReason && <Fact name="Why it was cancelled">{order.closedReason}</Fact>}
        </Facts>
      </section>
      <OrderMoney order={order} />
      <OrderInvoices order={order} />
      <OrderChanges changes={order.changes} />
      {order.tickets && <OrderTickets order={order} tickets={order.tickets} />}
      <ExtensionSlot target="ORDER_DETAIL" context={{ orderId: id }} />
    </>
  );
}
