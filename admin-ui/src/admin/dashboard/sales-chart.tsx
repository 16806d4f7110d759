import { amounts } from '../../ui/amounts.ts';

interface Bucket {
  readonly startsAt: string;
  readonly figures: {
    readonly orders: number;
    readonly tickets: number;
    readonly gross: ReadonlyArray<{ readonly amount: number; readonly currency: string; readonly formatted: string }>;
  };
}

interface SalesChartProps {
  readonly series: readonly Bucket[];
  readonly totals: { readonly gross: ReadonlyArray<{ readonly currency: string; readonly formatted: string }> };
  readonly timeZone: string;
  readonly granularity: 'DAY' | 'WEEK';
}

const HEIGHT = 100;
const GAP = 0.2;

/** Bars of what was sold; the same numbers stand in a table below. Amounts are drawn if they are of one currency. */
export function SalesChart({ series, totals, timeZone, granularity }: SalesChartProps) {
  const inMoney = totals.gross.length === 1;
  const heightOf = ({ figures }: Bucket) => (inMoney ? (figures.gross[0]?.amount ?? 0) : figures.tickets);
  const textOf = ({ figures }: Bucket) =>
    inMoney ? amounts(figures.gross) : `${figures.tickets} ${figures.tickets === 1 ? 'ticket' : 'tickets'}`;
  const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone });
  const nameOf = ({ startsAt }: Bucket) => day.format(new Date(startsAt));

  const highest = series.reduce<Bucket | undefined>(
    (high, bucket) => (!high || heightOf(bucket) > heightOf(high) ? bucket : high),
    undefined,
  );
  if (!highest || heightOf(highest) === 0) return <p className="soft">Nothing was sold in these days.</p>;
  const unit = granularity === 'DAY' ? 'day' : 'week';
  const measure = inMoney ? 'Gross' : 'Tickets';
  return (
    <figure className="sales-chart">
      <figcaption className="soft">
        {measure} per {unit}; the most, {textOf(highest)}, {granularity === 'DAY' ? 'on' : 'in the week of'}{' '}
        {nameOf(highest)}.
      </figcaption>
      <svg viewBox={`0 0 ${series.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {series.map((bucket, index) => {
          const height = (heightOf(bucket) / heightOf(highest)) * HEIGHT;
          return (
            <rect key={bucket.startsAt} x={index + GAP / 2} y={HEIGHT - height} width={1 - GAP} height={height}>
              <title>{`${nameOf(bucket)}: ${textOf(bucket)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="row between soft" aria-hidden="true">
        <span>{nameOf(series[0]!)}</span>
        <span>{nameOf(series.at(-1)!)}</span>
      </div>
      <details>
        <summary>The numbers as a table</summary>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{granularity === 'DAY' ? 'Day' : 'Week of'}</th>
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
              {series.map(bucket => (
                <tr key={bucket.startsAt}>
                  <td>{nameOf(bucket)}</td>
                  <td className="numeric">{bucket.figures.orders}</td>
                  <td className="numeric">{bucket.figures.tickets}</td>
                  <td className="numeric">{amounts(bucket.figures.gross)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
