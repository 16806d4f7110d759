import { Link } from 'react-router';
import type { EventsOnSaleQuery } from '../../generated/graphql.ts';
import { formatTime } from '../../ui/time.ts';

type ListedEvent = EventsOnSaleQuery['publicEvents']['edges'][number]['node'];

/** One event in the list of what is on. */
export function EventCard({ event }: { readonly event: ListedEvent }) {
  const [image] = event.images;
  const place = event.venue ? [event.venue.name, event.venue.city].filter(Boolean).join(', ') : 'Online';
  return (
    <article className="card event-card">
      {image && <img src={image.url} alt={image.alt ?? ''} width={image.width} height={image.height} loading="lazy" />}
      <div className="stack event-card-text">
        <h2>
          <Link to={`/shop/${event.organization.slug}/${event.slug}`}>{event.title}</Link>
        </h2>
        <div>
          <time dateTime={event.startsAt}>{formatTime(event.startsAt, event.timeZone)}</time>
          <div className="soft">
            {place} · {event.organization.name}
          </div>
        </div>
        <div className="row between">
          <span>{priceFrom(event.ticketTypes)}</span>
          {event.category && <span className="badge neutral">{event.category}</span>}
        </div>
      </div>
    </article>
  );
}

function priceFrom(offered: ListedEvent['ticketTypes']): string {
  const types = offered.filter(({ kind }) => kind === 'ADMISSION');
  const left = types.filter(({ available }) => available > 0);
  if (types.length === 0) return '';
  const [cheapest] = [...left].sort((a, b) => a.price.amount - b.price.amount);
  if (!cheapest) return 'Sold out';
  if (cheapest.price.amount === 0) return 'Free';
  return left.length > 1 ? `From ${cheapest.price.formatted}` : cheapest.price.formatted;
}
