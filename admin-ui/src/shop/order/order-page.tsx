import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import type { OrderInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { Breakdown } from '../cart/breakdown.tsx';
import { formatRange } from '../event/when.ts';
import { placeLine } from '../event/where.ts';
import { ShopNotFound } from '../shop-not-found.tsx';
import { OrderInvoices } from './order-invoices.tsx';
import { OrderStatusNotice } from './order-status.tsx';
import { Payment } from './payment.tsx';
import { PendingChange } from './pending-change.tsx';
import { TicketCard } from './ticket-card.tsx';
import { AllTickets } from './ticket-files.tsx';
import { TicketNames } from './ticket-names.tsx';
import './order.css';

const OrderQuery = graphql(`
  query OrderInShop($token: String!) {
    order(token: $token) {
      id number status expiresAt confirmedAt closedReason paymentMethodLabel paymentReference paymentInstructions
      nextAction { type url }
      buyer { name email }
      event {
        id title slug startsAt endsAt timeZone
        venue { id name address city country }
        organization { id name slug }
      }
      items { id name quantity total { formatted } }
      subtotal { amount formatted }
      discount { amount formatted }
      fees { amount formatted }
      tax { amount formatted }
      total { amount formatted }
      refunded { amount formatted }
      mayRenameTickets
      invoices { id kind number total { formatted } downloadUrl }
      changes {
        id status fromName toName difference { formatted } expiresAt
        paymentReference paymentInstructions nextAction { type url }
      }
      tickets {
        id status admits transferredAt attendee { name }
        ticketType {
          id name
          questions { id kind label helpText required choices condition { questionId values } }
        }
        answers { questionId kind label values }
        pass { code formats qr { svg } }
        event { id onlineUrl holdersMayTransfer status startsAt endsAt }
      }
    }
  }
`);

/** What the shop shows of an order. */
export type ShopOrder = NonNullable<OrderInShopQuery['order']>;

/** The order behind a token. Mails link here, so this address must stay. */
export function OrderPage() {
  const { token = '' } = useParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: OrderQuery, variables: { token } });
  if (data?.order) return <Order order={data.order} token={token} />;
  if (error) return <Failure error={error} retry={() => reload({ requestPolicy: 'network-only' })} />;
  return fetching || !data ? <Loading rows={5} /> : <ShopNotFound title="There is no such order" />;
}

function Order({ order, token }: { readonly order: ShopOrder; readonly token: string }) {
  usePageTitle(`Order ${order.number}`);
  const { event } = order;
  const onlineUrl = order.tickets.find(ticket => ticket.event.onlineUrl)?.event.onlineUrl;
  return (
    <>
      <div className="row between">
        <h1>Order {order.number}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <OrderStatusNotice order={order} />
      {order.status === 'PENDING' && <Payment order={order} token={token} />}
      <PendingChange order={order} token={token} />
      <div className="shop-columns">
        <section className="stack" aria-labelledby="tickets">
          <h2 id="tickets">Tickets</h2>
          {order.tickets.length === 0 && <p className="soft">{whyNoTickets(order.status)}</p>}
          <ul className="plain-list stack">
            {order.tickets.map(ticket => (
              <TicketCard key={ticket.id} ticket={ticket} token={token} />
            ))}
          </ul>
          <AllTickets tickets={order.tickets} />
          <TicketNames order={order} token={token} />
          <ExtensionSlot
            target="CHECKOUT_CONFIRMATION"
            organization={event.organization.slug}
            context={{ orderToken: token }}
            bare
          />
        </section>
        <section className="card stack" aria-labelledby="what">
          <h2 id="what">{event.title}</h2>
          <div className="soft">
            {formatRange(event.startsAt, event.endsAt, event.timeZone)}
            {event.venue && <div>{placeLine(event.venue)}</div>}
            <div>{event.organization.name}</div>
          </div>
          {onlineUrl && (
            <p>
              <a href={onlineUrl} rel="noopener noreferrer">
                Join online
              </a>
            </p>
          )}
          <ul className="plain-list">
            {order.items.map(({ id, name, quantity, total }) => (
              <li key={id} className="row between">
                <span>
                  {quantity} × {name}
                </span>
                <span className="numeric">{total.formatted}</span>
              </li>
            ))}
          </ul>
          <Breakdown amounts={order} />
          {order.refunded.amount > 0 && <p>Given back: {order.refunded.formatted}</p>}
          <OrderInvoices invoices={order.invoices} />
          <dl className="shop-facts">
            <dt>Bought by</dt>
            <dd>
              {order.buyer.name}
              <div className="soft">{order.buyer.email}</div>
            </dd>
            {order.paymentMethodLabel && (
              <>
                <dt>Payment</dt>
                <dd>{order.paymentMethodLabel}</dd>
              </>
            )}
          </dl>
        </section>
      </div>
    </>
  );
}

function whyNoTickets(status: ShopOrder['status']): string {
  if (status === 'PENDING') return 'Your tickets appear here, and come by mail, when the payment is there.';
  if (status === 'CONFIRMED') return 'The tickets are being made. Load the page again in a moment.';
  return 'This order has no tickets.';
}
