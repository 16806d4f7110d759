import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { EventToEditQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Empty, Failure, Loading, NotAllowed } from '../../ui/states.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { changedFields } from './changed-fields.ts';
import { EventFields } from './event-fields.tsx';
import { readEvent } from './event-input.ts';
import { MissedChanges, missedOf } from './missed-changes.tsx';
import { KeptDates } from './series/kept-dates.tsx';
import { readScope, ScopeFields } from './series/scope-fields.tsx';

const EventQuery = graphql(`
  query EventToEdit($id: ID!) {
    event(id: $id) {
      id
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
      holdersMayTransfer
      series { id }
    }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {
    updateEvent(id: $id, version: $version, input: $input) { id version }
  }
`);

const UpdateSeriesMutation = graphql(`
  mutation UpdateSeries(
    $eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean!
  ) {
    updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {
      changed { id version }
      kept { fields event { id startsAt timeZone } }
    }
  }
`);

const seriesContext = { additionalTypenames: ['Event', 'EventSeries'] };

/** Changes what an event is, where and when. */
export function EditEvent() {
  const { id = '' } = useParams();
  usePageTitle('Edit event');
  const canWrite = useViewer().can('events:write');
  const [{ data, error, fetching }, reload] = useQuery({
    query: EventQuery,
    variables: { id },
    pause: !canWrite,
    requestPolicy: 'network-only',
  });
  // Loading again after a conflict begins the form anew with what is there then.
  const [loads, setLoads] = useState(0);
  const loadAgain = () => {
    setLoads(loads + 1);
    reload({ requestPolicy: 'network-only' });
  };
  if (!canWrite) {
    return (
      <>
        <h1>Edit event</h1>
        <NotAllowed />
      </>
    );
  }
  if (error && !data) return <Failure error={error} retry={reload} />;
  if (!data || fetching) return <Loading />;
  if (!data.event) return <Empty title="There is no such event">It may have been deleted.</Empty>;
  return <EditForm key={loads} event={data.event} onReload={loadAgain} />;
}

/** With what a new event does not ask for. */
const readWhole = (form: FormData) => ({ ...readEvent(form), holdersMayTransfer: form.has('holdersMayTransfer') });

interface EditFormProps {
  readonly event: NonNullable<EventToEditQuery['event']>;
  readonly onReload: () => void;
}

function EditForm({ event: latest, onReload }: EditFormProps) {
  const navigate = useNavigate();
  // The version that the fields were filled from, even if the cache learns of a newer one meanwhile.
  const [event] = useState(latest);
  const form = useRef<HTMLFormElement>(null);
  const [before, setBefore] = useState<ReturnType<typeof readWhole>>();
  useEffect(() => setBefore(readWhole(new FormData(form.current!))), []);
  const [one, update] = useMutation(UpdateMutation);
  const [many, updateSeries] = useMutation(UpdateSeriesMutation);
  const [mine, setMine] = useState<readonly string[]>([]);
  const error = one.error ?? many.error;
  const missed = missedOf(error);
  const back = `/admin/events/${event.id}`;
  const kept = many.data?.updateEventSeries.kept ?? [];

  const save = async (version: number) => {
    const filled = new FormData(form.current!);
    const input = changedFields(before!, readWhole(filled));
    const { scope, overwrite } = readScope(filled);
    setMine(Object.keys(input));
    if (scope === 'THIS_EVENT') {
      const { data } = await update({ id: event.id, version, input });
      if (data) navigate(back);
      return;
    }
    const { data } = await updateSeries({ eventId: event.id, version, scope, input, overwrite }, seriesContext);
    if (data?.updateEventSeries.kept.length === 0) navigate(back);
  };
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    void save(event.version);
  };

  if (kept.length > 0)
    return <KeptDates {...{ kept, back }} saved={many.data?.updateEventSeries.changed.length ?? 0} />;
  return (
    <form ref={form} className="stack form-page" onSubmit={submit}>
      <div>
        <Link to={back}>{event.title}</Link>
        <h1>Edit event</h1>
      </div>
      <EventFields event={event} error={error} />
      <label className="check">
        <input type="checkbox" name="holdersMayTransfer" defaultChecked={event.holdersMayTransfer} />
        Whoever holds a ticket may pass it on to someone else
      </label>
      {event.series && <ScopeFields />}
      {missed && (
        <MissedChanges
          {...{ missed, mine, onReload }}
          busy={one.fetching || many.fetching}
          onKeepMine={() => void save(missed.currentVersion)}
        />
      )}
      {error && !missed && <Failure error={error} />}
      <div className="row">
        <Button type="submit" look="primary" busy={one.fetching || many.fetching}>
          Save
        </Button>
        <Link className="button plain" to={back}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
