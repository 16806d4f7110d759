import { Empty } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { answerText } from '../events/question-kinds.ts';
import type { ShownOrder } from './order-page.tsx';
import { TicketStatusBadge } from './order-status.tsx';
import './order-tickets.css';

type ShownTicket = NonNullable<ShownOrder['tickets']>[number];

/** The tickets of an order. */
export function OrderTickets({ tickets }: { readonly tickets: readonly ShownTicket[] }) {
  return (
    <section className="card stack" aria-labelledby="tickets">
      <h2 id="tickets">Tickets</h2>
      {tickets.length === 0 ? (
        <Empty title="No tickets yet">They are issued when the order is paid.</Empty>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Ticket type</th>
                <th scope="col">Attendee</th>
                <th scope="col">Status</th>
              </tr>
            </thead>
            <tbody>
              {tickets.map(({ id, code, status, admits, answers, checkedInAt, attendee, ticketType }) => (
                <tr key={id}>
                  <td>
                    <code>{code}</code>
                  </td>
                  <td>
                    {ticketType.name}
                    {!admits && <div className="soft">Voucher: lets nobody in</div>}
                  </td>
                  <td>
                    {attendee?.name ?? '–'}
                    {attendee?.email && <div className="soft">{attendee.email}</div>}
                    {answers && answers.length > 0 && <Answers answers={answers} />}
                  </td>
                  <td>
                    <TicketStatusBadge status={status} />
                    {checkedInAt && <div className="soft">In since {formatTime(checkedInAt)}</div>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What the attendee answered, in the words of that time. */
function Answers({ answers }: { readonly answers: NonNullable<ShownTicket['answers']> }) {
  return (
    <dl className="answers">
      {answers.map(({ questionId, kind, label, values }) => (
        <div key={questionId}>
          <dt>{label}</dt>
          <dd>{values.map(value => answerText(kind, value)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
