import { useState } from 'react';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { SeriesDatesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { Failure, faultOf, Loading } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { formatTime } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import type { ShownEvent } from '../event-page.tsx';
import { RepeatEvent } from './repeat-event.tsx';
import { SeriesDates } from './series-dates.tsx';
import { ShareTicketType } from './share-ticket-type.tsx';

const SeriesQuery = graphql(`
  query SeriesDates($id: ID!, $after: String) {
    eventSeries(id: $id) {
      id
      title
      rule
      events(first: 100, after: $after) {
        totalCount
        pageInfo { endCursor hasNextPage }
        edges { node { id title status startsAt timeZone ticketsSold seriesChanged } }
      }
    }
  }
`);

const PublishMutation = graphql(`
  mutation PublishSeries($id: ID!) {
    publishEventSeries(id: $id) {
      changed { id status version }
      kept { event { id startsAt timeZone } code }
    }
  }
`);

const CancelMutation = graphql(`
  mutation CancelSeries($eventId: ID!, $reason: String) {
    cancelEventSeries(eventId: $eventId, reason: $reason) { changed { id status version cancelReason } }
  }
`);

const context = { additionalTypenames: ['Event', 'EventSeries'] };

/** A date of a series as the list of its dates shows it. */
export type SeriesDate = NonNullable<SeriesDatesQuery['eventSeries']>['events']['edges'][number]['node'];

/** The series that an event is a date of: its other dates, and what can be done with them together. */
export function SeriesSection({ event, seriesId }: { readonly event: ShownEvent; readonly seriesId: string }) {
  const viewer = useViewer();
  const [after, setAfter] = useState<string>();
  const [asked, setAsked] = useState<'add' | 'cancel' | 'publish' | 'share'>();
  const [{ data, error }, retry] = useQuery({ query: SeriesQuery, variables: { id: seriesId, after }, context });
  const series = data?.eventSeries;
  const close = () => setAsked(undefined);
  const dates = series?.events.edges.map(({ node }) => node) ?? [];
  const drafts = dates.filter(({ status }) => status === 'DRAFT').length;
  return (
    <section className="card stack" aria-labelledby="series">
      <div className="row between">
        <h2 id="series">Dates of the series</h2>
        {viewer.can('events:write') && (
          <div className="row">
            {drafts > 0 && <Button onClick={() => setAsked('publish')}>Publish all drafts</Button>}
            <Button onClick={() => setAsked('add')}>Add dates</Button>
            <Button onClick={() => setAsked('share')}>Share a ticket type</Button>
            <Button look="danger" onClick={() => setAsked('cancel')}>
              Cancel from this date on
            </Button>
          </div>
        )}
      </div>
      {error && !data && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {series && <SeriesDates dates={dates} currentId={event.id} />}
      {series?.events.pageInfo.hasNextPage && (
        <span>
          <Button onClick={() => setAfter(series.events.pageInfo.endCursor ?? undefined)}>Show later dates</Button>
        </span>
      )}
      {after && (
        <span>
          <Button onClick={() => setAfter(undefined)}>Show the first dates</Button>
        </span>
      )}
      {asked === 'add' && <RepeatEvent event={event} seriesId={seriesId} onClose={close} />}
      {asked === 'share' && <ShareTicketType event={event} onClose={close} />}
      {asked === 'publish' && <PublishDialog seriesId={seriesId} onClose={close} />}
      {asked === 'cancel' && <CancelDialog event={event} onClose={close} />}
    </section>
  );
}

function PublishDialog({ seriesId, onClose }: { readonly seriesId: string; readonly onClose: () => void }) {
  const [{ fetching, error, data }, publish] = useMutation(PublishMutation);
  const kept = data?.publishEventSeries.kept ?? [];
  const confirm = async () => {
    const answer = await publish({ id: seriesId }, context);
    if (answer.data?.publishEventSeries.kept.length === 0) onClose();
  };
  return (
    <Confirm
      {...{
        title: 'Publish all drafts of the series?',
        action: 'Publish',
        look: 'primary',
        busy: fetching,
        error,
        onClose,
      }}
      onConfirm={() => void confirm()}
    >
      <p>All its dates are then open to buyers while their sales are open. They cannot become drafts again.</p>
      {kept.length > 0 && (
        <div className="notice bad stack" role="alert">
          <span>These dates miss something and stay drafts:</span>
          <ul>
            {kept.map(({ event, code }) => (
              <li key={event.id}>
                <Link to={`/admin/events/${event.id}`}>{formatTime(event.startsAt, event.timeZone)}</Link>:{' '}
                {MISSING[code ?? ''] ?? code}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Confirm>
  );
}

/** What a draft misses, by the code of the refusal. */
const MISSING: Readonly<Record<string, string>> = {
  EVENT_HAS_NO_TICKET_TYPES: 'no ticket type that can be sold',
  EVENT_HAS_NO_PLACE: 'no venue and no link',
  EVENT_IS_OVER: 'it is over',
};

function CancelDialog({ event, onClose }: { readonly event: ShownEvent; readonly onClose: () => void }) {
  const [{ fetching, error }, cancel] = useMutation(CancelMutation);
  const confirm = async (form: FormData) => {
    const { data } = await cancel({ eventId: event.id, reason: textOf(form, 'reason') }, context);
    if (data) onClose();
  };
  return (
    <Confirm
      {...{
        title: 'Cancel this date and all that follow?',
        action: 'Cancel the dates',
        busy: fetching,
        error,
        onClose,
      }}
      onConfirm={form => void confirm(form)}
    >
      <p>
        From {formatTime(event.startsAt, event.timeZone)} on, nothing can be sold any more, and no ticket opens the
        door. What was paid is refunded. This cannot be taken back.
      </p>
      <TextAreaField label="Reason" name="reason" hint="For those who hold tickets." fault={faultOf(error, 'reason')} />
    </Confirm>
  );
}
