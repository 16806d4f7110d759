import type { ShopOrder } from './order-page.tsx';

const STATUS = {
  VALID: { look: 'good', text: 'Valid' },
  USED: { look: 'neutral', text: 'Used' },
  CANCELLED: { look: 'bad', text: 'Cancelled' },
  REFUNDED: { look: 'bad', text: 'Refunded' },
} as const;

/** One ticket, as it is shown at the door. A void one has no picture to scan, nor has the voucher of an add-on. */
export function TicketCard({ ticket }: { readonly ticket: ShopOrder['tickets'][number] }) {
  const { look, text } = STATUS[ticket.status];
  const isGood = ticket.status === 'VALID' || ticket.status === 'USED';
  return (
    <li className="card ticket-card">
      {isGood && ticket.qr && (
        // As an image, so that nothing in the document can run.
        <img
          src={`data:image/svg+xml,${encodeURIComponent(ticket.qr.svg)}`}
          alt={`QR code of ticket ${ticket.code}`}
          width={160}
          height={160}
        />
      )}
      <div className="stack">
        <h3>{ticket.ticketType.name}</h3>
        {ticket.attendee?.name && <div>{ticket.attendee.name}</div>}
        <code className="ticket-code">{ticket.code}</code>
        {!ticket.admits && isGood && <div className="soft">Show this code where it is handed out.</div>}
        <span>
          <span className={`badge ${look}`}>{text}</span>
        </span>
      </div>
    </li>
  );
}
