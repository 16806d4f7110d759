import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import type { EventInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { OtherDates } from '../listing/other-dates.tsx';
import { ShopNotFound } from '../shop-not-found.tsx';
import { recall, remember } from '../visit/visit-memory.ts';
import { visitorId } from '../visit/visitor-id.ts';
import { admissionTo } from '../waiting/line-memory.ts';
import { AdmissionNotice, WaitingGate } from '../waiting/waiting-gate.tsx';
import { eventAvailability } from './availability.ts';
import { Description } from './description.tsx';
import { TicketChoice } from './ticket-choice.tsx';
import { formatRange, startOnOwnClock } from './when.ts';
import { placeLine } from './where.ts';
import './event.css';

const EventQuery = graphql(`
  query EventInShop($organization: String!, $slug: String!) {
    publicEvent(organization: $organization, slug: $slug) {
      id title slug description category status cancelReason startsAt endsAt timeZone salesStartAt salesEndAt online
      venue { id name address city country }
      organization { id name slug }
      images { id url alt width height }
      waitingRoom { status opensAt }
      ticketTypes {
        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen
        addOnGroup { id }
        price { amount formatted }
      }
      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone }
    }
  }
`);

const ViewMutation = graphql(`
  mutation CountEventView($eventId: ID!, $referrer: String, $visitorId: String) {
    trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId)
  }
`);

/** What the shop shows of an event. */
export type ShopEvent = NonNullable<EventInShopQuery['publicEvent']>;

/** What it offers: admission, or an add-on. */
export type ShopTicketType = ShopEvent['ticketTypes'][number];

/** One event, and its tickets to choose from. */
export function EventPage() {
  const { organization = '', slug = '' } = useParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: EventQuery, variables: { organization, slug } });
  const refresh = () => reload({ requestPolicy: 'network-only' });
  if (data?.publicEvent) return <Event event={data.publicEvent} onStale={refresh} />;
  if (error) return <Failure error={error} retry={refresh} />;
  return fetching || !data ? <Loading rows={5} /> : <ShopNotFound title="There is no such event" />;
}

function Event({ event, onStale }: { readonly event: ShopEvent; readonly onStale: () => void }) {
  usePageTitle(event.title);
  useViewCount(event.id);
  const [image] = event.images;
  const state = eventAvailability(event, new Date());
  return (
    <article className="stack">
      {image && (
        <img className="event-image" src={image.url} alt={image.alt ?? ''} width={image.width} height={image.height} />
      )}
      <div>
        <Link to={`/shop/${event.organization.slug}`}>{event.organization.name}</Link>
        <h1>{event.title}</h1>
      </div>
      {state === 'cancelled' && (
        <p className="notice bad" role="status">
          This event was cancelled. {event.cancelReason}
        </p>
      )}
      {state === 'over' && (
        <p className="notice info" role="status">
          This event is over.
        </p>
      )}
      <div className="shop-columns">
        <div className="stack">
          <Facts event={event} />
          {event.description && <Description source={event.description} />}
          <OtherDates organization={event.organization.slug} event={event} />
        </div>
        {state === 'open' && (
          <div className="stack">
            <AdmissionNotice eventId={event.id} timeZone={event.timeZone} />
            {mustWait(event) ? <WaitingGate event={event} /> : <TicketChoice event={event} onStale={onStale} />}
            <ExtensionSlot
              target="TICKET_SELECTION"
              organization={event.organization.slug}
              context={{ organization: event.organization.slug, eventSlug: event.slug }}
              bare
            />
          </div>
        )}
      </div>
    </article>
  );
}

const LINED = new Set(['BEFORE_OPENING', 'OPEN', 'PAUSED']);

/** Whether there is a line before the tickets, and this browser was not let in. */
const mustWait = ({ id, waitingRoom }: ShopEvent): boolean =>
  waitingRoom != null && LINED.has(waitingRoom.status) && !admissionTo(id);

function Facts({ event }: { readonly event: ShopEvent }) {
  const own = startOnOwnClock(event.startsAt, event.timeZone);
  return (
    <dl className="shop-facts">
      <dt>When</dt>
      <dd>
        {formatRange(event.startsAt, event.endsAt, event.timeZone)}
        {own && <div className="soft">Starts {own} on your clock</div>}
      </dd>
      <dt>Where</dt>
      <dd>
        {event.venue && <div>{placeLine(event.venue)}</div>}
        {event.online && <div>Online; the link comes with the ticket</div>}
      </dd>
      {event.category && (
        <>
          <dt>Category</dt>
          <dd>{event.category}</dd>
        </>
      )}
    </dl>
  );
}

/** Counts the view once per visit, however often the page is opened. */
function useViewCount(eventId: string): void {
  const [, count] = useMutation(ViewMutation);
  useEffect(() => {
    const key = `viewed:${eventId}`;
    if (recall(key)) return;
    remember(key, 'yes');
    void count({ eventId, referrer: document.referrer || undefined, visitorId: visitorId() });
  }, [eventId, count]);
}
