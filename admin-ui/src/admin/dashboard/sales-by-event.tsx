import { Link } from 'react-router';
import type { DashboardSalesQuery } from '../../generated/graphql.ts';
import { amounts } from '../../ui/amounts.ts';

interface SalesByEventProps {
  readonly sales: DashboardSalesQuery['salesAnalytics']['byEvent'];
}

/** What was sold of each event, most orders first. */
export function SalesByEvent({ sales }: SalesByEventProps) {
  return (
    <section className="card stack" aria-labelledby="by-event">
      <h2 id="by-event">Sales by event</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col" className="numeric">
                Orders
              </th>
              <th scope="col" className="numeric">
                Tickets
              </th>
              <th scope="col" className="numeric">
                Gross
              </th>
            </tr>
          </thead>
          <tbody>
            {sales.slice(0, 10).map(({ event, figures }, index) => (
              <tr key={event?.id ?? `deleted-${index}`}>
                <td>{event ? <Link to={`/admin/events/${event.id}`}>{event.title}</Link> : 'A deleted event'}</td>
                <td className="numeric">{figures.orders}</td>
                <td className="numeric">{figures.tickets}</td>
                <td className="numeric">{amounts(figures.gross)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
