import { useState } from 'react';
import { Answers } from '../../ui/answers.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/time.ts';
import { ChangeAnswers } from './change-answers.tsx';
import type { ShopOrder } from './order-page.tsx';
import { PassOn } from './pass-on.tsx';
import { TicketFiles } from './ticket-files.tsx';

const STATUS = {
  VALID: { look: 'good', text: 'Valid' },
  USED: { look: 'neutral', text: 'Used' },
  CANCELLED: { look: 'bad', text: 'Cancelled' },
  REFUNDED: { look: 'bad', text: 'Refunded' },
} as const;

export type ShopTicket = ShopOrder['tickets'][number];

/**
 * One ticket, as it is shown at the door. A void one has no picture to scan, nor has the voucher of an add-on, and one
 * that went to someone else is theirs to show.
 */
export function TicketCard({ ticket, token }: { readonly ticket: ShopTicket; readonly token: string }) {
  const { pass, attendee, ticketType, event } = ticket;
  const { look, text } = STATUS[ticket.status];
  const [passingOn, setPassingOn] = useState(false);
  const [answering, setAnswering] = useState(false);
  const mayPassOn = pass && ticket.status === 'VALID' && ticket.admits && event.holdersMayTransfer;
  const mayAnswer =
    ticket.answers != null &&
    ticketType.questions.length > 0 &&
    ticket.status === 'VALID' &&
    event.status === 'PUBLISHED' &&
    new Date(event.startsAt) > new Date();
  return (
    <li className="card ticket-card">
      {pass?.qr && (
        // As an image, so that nothing in the document can run.
        <img
          src={`data:image/svg+xml,${encodeURIComponent(pass.qr.svg)}`}
          alt={`QR code of ticket ${pass.code}`}
          width={192}
          height={192}
        />
      )}
      <div className="stack">
        <h3>{ticketType.name}</h3>
        {attendee?.name && <div>{attendee.name}</div>}
        {pass && <code className="ticket-code">{pass.code}</code>}
        {ticket.answers && <Answers answers={ticket.answers} />}
        {pass && !ticket.admits && <div className="soft">Show this code where it is handed out.</div>}
        {ticket.transferredAt && !pass && (
          <div className="soft">Passed on {formatDay(ticket.transferredAt)}. Its new holder has the code.</div>
        )}
        <span>
          <span className={`badge ${look}`}>{text}</span>
        </span>
        {pass && (
          <div className="row no-print">
            <TicketFiles codes={[pass.code]} formats={pass.formats} of={`${ticketType.name}, ${pass.code}`} />
            {mayAnswer && (
              <Button
                aria-label={`Change answers of ${ticketType.name}, ${pass.code}`}
                onClick={() => setAnswering(true)}
              >
                Change answers
              </Button>
            )}
            {mayPassOn && (
              <Button aria-label={`Pass on ${ticketType.name}, ${pass.code}`} onClick={() => setPassingOn(true)}>
                Pass on
              </Button>
            )}
          </div>
        )}
      </div>
      {answering && <ChangeAnswers ticket={ticket} token={token} onClose={() => setAnswering(false)} />}
      {passingOn && pass && (
        <PassOn code={pass.code} ticketType={ticketType.name} onClose={() => setPassingOn(false)} />
      )}
    </li>
  );
}
