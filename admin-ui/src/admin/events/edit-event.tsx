import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { EventToEditQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { codeOf, Empty, Failure, Loading, NotAllowed } from '../../ui/states.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { EventFields } from './event-fields.tsx';
import { readEvent } from './event-input.ts';

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
    }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {
    updateEvent(id: $id, version: $version, input: $input) { id version }
  }
`);

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

interface EditFormProps {
  readonly event: NonNullable<EventToEditQuery['event']>;
  readonly onReload: () => void;
}

function EditForm({ event: latest, onReload }: EditFormProps) {
  const navigate = useNavigate();
  // The version that the fields were filled from, even if the cache learns of a newer one meanwhile.
  const [event] = useState(latest);
  const [{ fetching, error }, update] = useMutation(UpdateMutation);
  const stale = codeOf(error) === 'STALE_VERSION';
  const back = `/admin/events/${event.id}`;

  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const { id, version } = event;
    const { data } = await update({ id, version, input: readEvent(new FormData(submitted.currentTarget)) });
    if (data) navigate(back);
  };

  return (
    <form className="stack form-page" onSubmit={submit}>
      <div>
        <Link to={back}>{event.title}</Link>
        <h1>Edit event</h1>
      </div>
      <EventFields event={event} error={error} />
      {stale && (
        <div className="notice bad stack" role="alert">
          <span>
            Someone else has changed this event since you opened it, so nothing was saved. Load it again to see their
            changes; what you typed here is lost then, so copy what you want to keep.
          </span>
          <span>
            <Button onClick={onReload}>Load it again</Button>
          </span>
        </div>
      )}
      {error && !stale && <Failure error={error} />}
      <div className="row">
        <Button type="submit" look="primary" busy={fetching}>
          Save
        </Button>
        <Link className="button plain" to={back}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
