import { Link, useSearchParams } from 'react-router';
import { instantOf, wallTimeOf } from '../../ui/wall-time.ts';

const CHOICES = [7, 30, 90] as const;
const USUAL = 30;

/** How many days the address asks for. */
export function daysOf(search: URLSearchParams): number {
  const days = Number(search.get('days'));
  return CHOICES.find(choice => choice === days) ?? USUAL;
}

/** The latest days of a zone, today included, as a range of instants. */
export function lastDays(days: number, timeZone: string, now: Date = new Date()) {
  const today = wallTimeOf(now.toISOString(), timeZone).slice(0, 10);
  const midnight = (offset: number) => {
    const date = new Date(`${today}T00:00Z`);
    date.setUTCDate(date.getUTCDate() + offset);
    return instantOf(date.toISOString().slice(0, 16), timeZone) ?? date.toISOString();
  };
  return { from: midnight(1 - days), to: midnight(1), timeZone };
}

/** Links to the same page for more or fewer days. */
export function RangeSwitch({ days }: { readonly days: number }) {
  const [search] = useSearchParams();
  return (
    <nav className="range-switch" aria-label="Days">
      {CHOICES.map(choice => {
        const next = new URLSearchParams(search);
        next.set('days', choice.toString());
        return (
          <Link key={choice} to={`?${next}`} aria-current={choice === days ? 'true' : undefined}>
            {choice} days
          </Link>
        );
      })}
    </nav>
  );
}
