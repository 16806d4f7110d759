import { useState } from 'react';
import { Answers } from '../../ui/answers.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { AttendeeDialog } from './attendee-dialog.tsx';
import { ChangeAnswers } from './change-answers.tsx';
import { ExchangeDialog } from './exchange-dialog.tsx';
import type { ShownOrder } from './order-page.tsx';
import { TicketStatusBadge } from './order-status.tsx';

type Tickets = NonNullable<ShownOrder['tickets']>;

interface OrderTicketsProps {
  readonly order: ShownOrder;
  readonly tickets: Tickets;
}

/** The tickets of an order, and what can be changed about them. */
export function OrderTickets({ order, tickets }: OrderTicketsProps) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<{
    readonly what: 'attendee' | 'answers' | 'exchange';
    readonly ticket: Tickets[number];
  }>();
  const close = () => setAsked(undefined);
  const isOpen = order.status === 'CONFIRMED' || order.status === 'PARTIALLY_REFUNDED';
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
                <th scope="col">
                  <span className="visually-hidden">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tickets.map(ticket => {
                const { id, code, status, admits, answers, checkedInAt, attendee, ticketType } = ticket;
                return (
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
                    <td>
                      {status === 'VALID' && (
                        <div className="row">
                          {viewer.can('tickets:write') && (
                            <Button
                              aria-label={`Change who comes with ${code}`}
                              onClick={() => setAsked({ what: 'attendee', ticket })}
                            >
                              Attendee
                            </Button>
                          )}
                          {viewer.can('tickets:write') && ticketType.questions.length > 0 && (
                            <Button
                              aria-label={`Change the answers for ${code}`}
                              onClick={() => setAsked({ what: 'answers', ticket })}
                            >
                              Answers
                            </Button>
                          )}
                          {viewer.can('orders:write') && isOpen && (
                            <Button
                              aria-label={`Exchange ${code} for another type`}
                              onClick={() => setAsked({ what: 'exchange', ticket })}
                            >
                              Exchange
                            </Button>
                          )}
                        </div>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {asked?.what === 'attendee' && <AttendeeDialog ticket={asked.ticket} onClose={close} />}
      {asked?.what === 'answers' && <ChangeAnswers ticket={asked.ticket} onClose={close} />}
      {asked?.what === 'exchange' && <ExchangeDialog order={order} ticket={asked.ticket} onClose={close} />}
    </section>
  );
}
