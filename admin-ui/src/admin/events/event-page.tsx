import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import type { EventLiveSubscription, EventPageQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { useLive } from '../../session/use-live.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { AddOnGroups } from './add-on-groups.tsx';
import { EventActions } from './event-actions.tsx';
import { EventActivity } from './event-activity.tsx';
import { EventFigures } from './event-figures.tsx';
import { EventImages } from './event-images.tsx';
import { EventStatusBadge } from './event-status.tsx';
import { ExportAttendees } from './export-attendees.tsx';
import { Questions } from './questions.tsx';
import { SeriesSection } from './series/series-section.tsx';
import { soldOf } from './sold-of.ts';
import { TicketTypes } from './ticket-types.tsx';
import { WaitingRoom } from './waiting-room/waiting-room.tsx';
import { Waitlist } from './waitlist/waitlist.tsx';
import './events.css';

const EventDocument = graphql(`
  query EventPage($id: ID!) {
    event(id: $id) {
      id
      slug
      status
      version
      title
      description
      category
      tags
      timeZone
      startsAt
      endsAt
      salesStartAt
      salesEndAt
      venue { id name address city country }
      onlineUrl
      capacity
      visibility
      currency
      cancelReason
      ticketsSold
      series { id }
      images { id url alt width height }
      ticketTypes {
        id
        kind
        addOnGroup { id }
        name
        description
        price { amount currency formatted }
        quantity
        sold
        held
        available
        minPerOrder
        maxPerOrder
        salesStartAt
        salesEndAt
        hidden
        accessCode
        sortOrder
      }
      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone sortOrder }
      questions {
        id kind label helpText required choices ticketTypeIds sortOrder
        condition { questionId values }
      }
    }
  }
`);

const LiveSales = graphql(`
  subscription EventLive($id: ID!, $figures: Boolean!) {
    eventSales(eventId: $id) {
      event {
        id
        ticketsSold
        ticketTypes { id sold held available }
        ...FiguresOfEvent @include(if: $figures)
      }
    }
  }
`);

/** An event as its page shows it. */
export type ShownEvent = NonNullable<EventPageQuery['event']>;

const context = { additionalTypenames: ['AddOnGroup', 'Question', 'TicketType', 'EventImage', 'Venue'] };

/** Everything about one event, and what can be done with it. */
export function EventPage() {
  const { id = '' } = useParams();
  const viewer = useViewer();
  const [{ data, error }, retry] = useQuery({ query: EventDocument, variables: { id }, context });
  const seesFigures = viewer.can('analytics:read');
  const { data: told } = useLive(LiveSales, { id, figures: seesFigures }, !data?.event);
  const live = told?.eventSales.event.id === id ? told.eventSales.event : undefined;
  const event = data?.event && withLiveSales(data.event, live);
  usePageTitle(event?.title ?? 'Event');
  if (!data) {
    return (
      <>
        <h1>Event</h1>
        {error ? <Failure error={error} retry={retry} /> : <Loading rows={5} />}
      </>
    );
  }
  if (!event) {
    return (
      <>
        <h1>Event</h1>
        <Empty title="There is no such event">
          <Link to="/admin/events">See all events</Link>
        </Empty>
      </>
    );
  }
  const canChange = viewer.can('events:write') && (event.status === 'DRAFT' || event.status === 'PUBLISHED');
  return (
    <>
      <div className="stack" style={{ gap: '0.5rem' }}>
        <Link to="/admin/events">Events</Link>
        <div className="row">
          <h1>{event.title}</h1>
          <EventStatusBadge status={event.status} />
        </div>
        <EventActions event={event} />
        {viewer.can('tickets:read') && event.ticketsSold > 0 && <ExportAttendees eventId={id} />}
      </div>
      <EventFacts event={event} />
      {event.series && <SeriesSection event={event} seriesId={event.series.id} />}
      <TicketTypes event={event} />
      <WaitingRoom eventId={id} />
      <Waitlist eventId={id} />
      <AddOnGroups event={event} canChange={canChange} />
      <Questions event={event} canChange={canChange} />
      {seesFigures && <EventFigures id={id} live={live?.analytics} />}
      <EventImages event={event} />
      <ExtensionSlot target="EVENT_DETAIL" context={{ eventId: id }} />
      {viewer.can('activity:read') && <EventActivity id={id} />}
    </>
  );
}

/** The event with the stock of which it was told last; what else it was told is as the query has it. */
function withLiveSales(event: ShownEvent, live: EventLiveSubscription['eventSales']['event'] | undefined): ShownEvent {
  if (!live) return event;
  const stock = new Map(live.ticketTypes.map(type => [type.id, type]));
  return {
    ...event,
    ticketsSold: live.ticketsSold,
    ticketTypes: event.ticketTypes.map(type => ({ ...type, ...stock.get(type.id) })),
  };
}

const VISIBILITY = {
  PUBLIC: 'Everyone; it is listed',
  UNLISTED: 'Everyone who has the link',
  PRIVATE: 'Only people of the organization',
} as const;

function EventFacts({ event }: { readonly event: ShownEvent }) {
  const { organization } = useViewer();
  const { venue, timeZone } = event;
  const isOpen = event.status === 'PUBLISHED' || event.status === 'COMPLETED';
  return (
    <section className="card stack" aria-label="Facts">
      {event.status === 'CANCELLED' && (
        <p className="notice bad">Cancelled{event.cancelReason ? `: ${event.cancelReason}` : '.'}</p>
      )}
      <Facts>
        <Fact name="Begins">{formatTime(event.startsAt, timeZone)}</Fact>
        <Fact name="Ends">{formatTime(event.endsAt, timeZone)}</Fact>
        <Fact name="Time zone">{timeZone.replaceAll('_', ' ')}</Fact>
        <Fact name="Sales open">
          {event.salesStartAt ? formatTime(event.salesStartAt, timeZone) : 'As soon as it is published'}
        </Fact>
        <Fact name="Sales close">{event.salesEndAt ? formatTime(event.salesEndAt, timeZone) : 'When it ends'}</Fact>
        <Fact name="Venue">
          {venue && [venue.name, venue.address, venue.city, venue.country].filter(Boolean).join(', ')}
        </Fact>
        <Fact name="Online">{event.onlineUrl && <a href={event.onlineUrl}>{event.onlineUrl}</a>}</Fact>
        <Fact name="Sold">{soldOf(event)}</Fact>
        <Fact name="Capacity">{event.capacity ?? 'No limit'}</Fact>
        <Fact name="Who finds it">{VISIBILITY[event.visibility]}</Fact>
        <Fact name="Category">{event.category}</Fact>
        <Fact name="Tags">{event.tags.join(', ')}</Fact>
      </Facts>
      {event.description && <p className="prose">{event.description}</p>}
      {isOpen && event.visibility !== 'PRIVATE' && organization && (
        <p>
          <Link to={`/shop/${organization.slug}/${event.slug}`}>See its public page</Link>
        </p>
      )}
    </section>
  );
}
