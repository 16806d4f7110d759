import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import { SavedSignal, SavedSignalSource } from '../../extensions/saved-signal.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { currencies } from '../../ui/minor-units.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { Failure, faultOf, Loading, NotAllowed } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { EventFields } from './event-fields.tsx';
import { readEvent, readTicketType } from './event-input.ts';
import { rowPrefix, TicketTypeRows, useRows } from './ticket-type-rows.tsx';

const DefaultsQuery = graphql(`
  query EventDefaults {
    viewerOrganization { id settings { currency } }
  }
`);

const CreateMutation = graphql(`
  mutation CreateEvent($input: CreateEventInput!) { createEvent(input: $input) { id } }
`);

/** Makes an event, as a draft. */
export function NewEvent() {
  usePageTitle('New event');
  const viewer = useViewer();
  const canWrite = viewer.can('events:write');
  const [{ data, fetching }] = useQuery({ query: DefaultsQuery, pause: !canWrite });
  if (!canWrite) {
    return (
      <>
        <h1>New event</h1>
        <NotAllowed />
      </>
    );
  }
  if (fetching && !data) return <Loading />;
  return <NewEventForm currency={data?.viewerOrganization?.settings.currency ?? 'EUR'} />;
}

function NewEventForm({ currency: usual }: { readonly currency: string }) {
  const navigate = useNavigate();
  const [idempotencyKey] = useIdempotencyKey();
  const [{ fetching, error }, create] = useMutation(CreateMutation);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const { rows, add, remove } = useRows();
  const [codes] = useState(() => currencies(usual));
  const [saved] = useState(() => new SavedSignalSource());
  const [incomplete, setIncomplete] = useState<{ readonly id: string; readonly faults: readonly string[] }>();
  const { organization } = useViewer();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const currency = textOf(form, 'currency') ?? usual;
    const read = rows.map(row => readTicketType(form, { prefix: rowPrefix(row), currency }));
    const found = Object.assign({}, ...read.map(reading => ('faults' in reading ? reading.faults : {})));
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const ticketTypes = read.flatMap(reading => ('input' in reading ? reading.input : []));
    const { data } = await create({ input: { ...readEvent(form), currency, ticketTypes, idempotencyKey } });
    if (!data) return;
    const { id } = data.createEvent;
    const faults = await saved.tell({ eventId: id });
    if (faults.length === 0) navigate(`/admin/events/${id}`);
    else setIncomplete({ id, faults });
  };

  return (
    <form className="stack form-page" onSubmit={submit}>
      <div>
        <Link to="/admin/events">Events</Link>
        <h1>New event</h1>
        <p className="soft">It begins as a draft: nobody outside the organization sees it until it is published.</p>
      </div>
      <EventFields error={error} />
      <div className="card">
        <SelectField
          label="Currency"
          name="currency"
          hint="Of all its prices. It cannot be changed later."
          defaultValue={usual}
          fault={faultOf(error, 'currency')}
        >
          {codes.map(code => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </SelectField>
      </div>
      {organization && (
        <SavedSignal value={saved}>
          <ExtensionSlot target="EVENT_CREATION" context={{ organizationId: organization.id }} />
        </SavedSignal>
      )}
      <TicketTypeRows rows={rows} faults={faults} error={error} onAdd={add} onRemove={remove} />
      {error && <Failure error={error} />}
      {incomplete && (
        <p className="notice bad" role="alert">
          The draft was made, but a plugin could not store its part: {incomplete.faults.join(' ')}{' '}
          <Link to={`/admin/events/${incomplete.id}`}>Go on to the event</Link>
        </p>
      )}
      <div className="row">
        <Button type="submit" look="primary" busy={fetching} disabled={incomplete !== undefined}>
          Create the draft
        </Button>
        <Link className="button plain" to="/admin/events">
          Cancel
        </Link>
      </div>
    </form>
  );
}
