import { useQuery } from 'urql';
import type { FiguresOfEventFragment } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { amounts } from '../../ui/amounts.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

graphql(`
  fragment FiguresOfEvent on Event {
    analytics {
      sales {
        orders
        tickets
        gross { currency formatted }
        refunded { currency formatted }
        net { currency formatted }
      }
      checkedIn
      views
      uniqueVisitors
      conversionRate
      referrers { host views }
    }
  }
`);

type ShownFigures = FiguresOfEventFragment['analytics'];

const FiguresQuery = graphql(`
  query EventFigures($id: ID!) {
    event(id: $id) { id ...FiguresOfEvent }
  }
`);

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

interface EventFiguresProps {
  readonly id: string;
  /** The figures of which the page was told last. */
  readonly live: ShownFigures | undefined;
}

/** What the event has brought so far. */
export function EventFigures({ id, live }: EventFiguresProps) {
  const [{ data, error }, retry] = useQuery({ query: FiguresQuery, variables: { id } });
  const figures = live ?? data?.event?.analytics;
  return (
    <section className="card stack" aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      {error && !figures && <Failure error={error} retry={retry} />}
      {!figures && !error && <Loading />}
      {figures && (
        <>
          <Figures>
            <Figure label="Orders">{figures.sales.orders}</Figure>
            <Figure label="Tickets">{figures.sales.tickets}</Figure>
            <Figure label="Gross">{amounts(figures.sales.gross)}</Figure>
            <Figure label="Refunded">{amounts(figures.sales.refunded)}</Figure>
            <Figure label="Net">{amounts(figures.sales.net)}</Figure>
            <Figure label="Checked in">{figures.checkedIn}</Figure>
            <Figure label="Page views">{figures.views}</Figure>
            <Figure label="Visitors">{figures.uniqueVisitors}</Figure>
            <Figure label="Orders per visitor">
              {figures.conversionRate == null ? '–' : percent.format(figures.conversionRate)}
            </Figure>
          </Figures>
          {figures.referrers.length > 0 && (
            <p className="soft">
              Views came from{' '}
              {figures.referrers.map(({ host, views }) => `${host ?? 'unknown places'} (${views})`).join(', ')}.
            </p>
          )}
        </>
      )}
    </section>
  );
}
