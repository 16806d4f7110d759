import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { OrderStatusBadge } from '../orders/order-status.tsx';

const LatestQuery = graphql(`
  query LatestOrders {
    orders(first: 5) {
      edges { node { id number status createdAt buyer { name } total { formatted } } }
    }
  }
`);

const context = { additionalTypenames: ['Order'] };

/** The orders that came last. */
export function LatestOrders() {
  const [{ data, error }, retry] = useQuery({ query: LatestQuery, context });
  const orders = data?.orders.edges.map(({ node }) => node);
  return (
    <section className="card stack" aria-labelledby="latest">
      <div className="row between">
        <h2 id="latest">Latest orders</h2>
        <Link to="/admin/orders">See all</Link>
      </div>
      {error && <Failure error={error} retry={retry} />}
      {!orders && !error && <Loading />}
      {orders?.length === 0 && <Empty title="No orders yet">They show up here as soon as someone buys.</Empty>}
      {orders && orders.length > 0 && (
        <ul className="lines">
          {orders.map(order => (
            <li key={order.id}>
              <span>
                <Link to={`/admin/orders/${order.id}`}>
                  {order.number}, {order.buyer.name}
                </Link>
                <span className="soft">{formatTime(order.createdAt)}</span>
              </span>
              <span className="numeric">
                {order.total.formatted}
                <br />
                <OrderStatusBadge status={order.status} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
