import { Link } from 'react-router';
import type { OrdersQuery } from '../../generated/graphql.ts';
import { formatTime } from '../../ui/time.ts';
import { OrderStatusBadge } from './order-status.tsx';

export type ListedOrder = OrdersQuery['orders']['edges'][number]['node'];

/** Orders, one a line. */
export function OrderTable({ orders }: { readonly orders: readonly ListedOrder[] }) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="visually-hidden">Orders, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Buyer</th>
            <th scope="col">Event</th>
            <th scope="col">Placed</th>
            <th scope="col">Status</th>
            <th scope="col" className="numeric">
              Tickets
            </th>
            <th scope="col" className="numeric">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map(order => (
            <tr key={order.id}>
              <td className="moment">
                <Link to={`/admin/orders/${order.id}`}>{order.number}</Link>
              </td>
              <td>
                {order.buyer.name}
                <div className="soft">{order.buyer.email}</div>
              </td>
              <td>{order.event.title}</td>
              <td className="moment">{formatTime(order.createdAt)}</td>
              <td>
                <OrderStatusBadge status={order.status} />
              </td>
              <td className="numeric">{order.items.reduce((sum, { quantity }) => sum + quantity, 0)}</td>
              <td className="numeric">{order.total.formatted}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
