import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { amounts } from '../../ui/amounts.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { deviceTimeZone } from '../../ui/time.ts';
import { daysOf, lastDays, RangeSwitch } from './range.tsx';
import { SalesByEvent } from './sales-by-event.tsx';
import { SalesChart } from './sales-chart.tsx';

const SalesQuery = graphql(`
  query DashboardSales($range: DateRangeInput!, $granularity: Granularity!) {
    salesAnalytics(range: $range, granularity: $granularity) {
      timeZone
      totals {
        orders
        tickets
        gross { currency formatted }
        refunded { currency formatted }
        net { currency formatted }
      }
      series {
        startsAt
        figures { orders tickets gross { amount currency formatted } }
      }
      byEvent {
        event { id title }
        figures { orders tickets gross { currency formatted } }
      }
    }
    viewerOrganization {
      id
      overview(range: $range) { checkedIn views }
    }
  }
`);

/** Sales of the latest days: totals, the series as a chart, and by event. */
export function Sales() {
  const [search] = useSearchParams();
  const days = daysOf(search);
  const timeZone = deviceTimeZone();
  // Whole days, so that the range stays the same from one drawing to the next.
  const variables = useMemo(
    () => ({ range: lastDays(days, timeZone), granularity: days > 31 ? ('WEEK' as const) : ('DAY' as const) }),
    [days, timeZone],
  );
  const [{ data, error }, retry] = useQuery({ query: SalesQuery, variables });
  const sales = data?.salesAnalytics;
  const overview = data?.viewerOrganization?.overview;
  return (
    <>
      <section className="card stack" aria-labelledby="sales">
        <div className="row between">
          <h2 id="sales">Sales</h2>
          <RangeSwitch days={days} />
        </div>
        {error && <Failure error={error} retry={retry} />}
        {!sales && !error && <Loading rows={4} />}
        {sales && (
          <>
            <Figures>
              <Figure label="Orders">{sales.totals.orders}</Figure>
              <Figure label="Tickets">{sales.totals.tickets}</Figure>
              <Figure label="Gross">{amounts(sales.totals.gross)}</Figure>
              <Figure label="Refunded">{amounts(sales.totals.refunded)}</Figure>
              <Figure label="Net">{amounts(sales.totals.net)}</Figure>
              {overview && <Figure label="Checked in">{overview.checkedIn}</Figure>}
              {overview && <Figure label="Page views">{overview.views}</Figure>}
            </Figures>
            <SalesChart {...sales} granularity={variables.granularity} />
          </>
        )}
      </section>
      {sales && sales.byEvent.length > 0 && <SalesByEvent sales={sales.byEvent} />}
    </>
  );
}
