import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Pager, pageArguments } from '../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { EventChoice } from '../events/event-choice.tsx';
import { FilterForm } from '../lists/filter-form.tsx';
import { ExportOrders } from './export-orders.tsx';
import { isOrderStatus, ORDER_STATUSES } from './order-status.tsx';
import { OrderTable } from './order-table.tsx';

const OrdersQuery = graphql(`
  query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String) {
    orders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges {
        node {
          id
          number
          status
          createdAt
          total { formatted }
          buyer { name email }
          items { id quantity }
          event { id title }
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Order'] };

/** The orders, filtered and paged by the address. */
export function OrderList() {
  usePageTitle('Orders');
  const [search] = useSearchParams();
  const status = search.get('status');
  const text = search.get('text');
  const event = search.get('event');
  const filter = {
    status: isOrderStatus(status) ? status : undefined,
    text: text || undefined,
    eventId: event || undefined,
  };
  const [{ data, error }, retry] = useQuery({
    query: OrdersQuery,
    variables: { filter, ...pageArguments(search) },
    context,
  });
  const orders = data?.orders;
  return (
    <>
      <div className="row between">
        <h1>Orders</h1>
        <ExportOrders filter={filter} />
      </div>
      <FilterForm label="Search orders">
        <TextField label="Number, name or email" name="text" type="search" defaultValue={text ?? ''} maxLength={200} />
        <SelectField label="Status" name="status" defaultValue={status ?? ''}>
          <option value="">Any</option>
          {Object.entries(ORDER_STATUSES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <EventChoice label="Event" name="event" defaultValue={event ?? ''} />
      </FilterForm>
      {error && <Failure error={error} retry={retry} />}
      {!orders && !error && <Loading />}
      {orders?.edges.length === 0 && (
        <Empty title={search.size > 0 ? 'No order fits the search' : 'No orders yet'}>
          {search.size > 0 ? 'Try other words, or another status.' : 'They show up here as soon as someone buys.'}
        </Empty>
      )}
      {orders && orders.edges.length > 0 && (
        <>
          <div className="card">
            <OrderTable orders={orders.edges.map(({ node }) => node)} />
          </div>
          <Pager pageInfo={orders.pageInfo} total={orders.totalCount} />
        </>
      )}
    </>
  );
}
