import { Answers } from '../../ui/answers.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import type { ShownOrder } from './order-page.tsx';
import { TicketStatusBadge } from './order-status.tsx';

/** The tickets of an order. */
export function OrderTickets({ tickets }: { readonly tickets: NonNullable<ShownOrder['tickets']> }) {
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
                    {answers && <Answers answers={answers} />}
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
