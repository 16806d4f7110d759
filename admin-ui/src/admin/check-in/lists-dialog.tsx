import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, faultOf, Loading } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';

const SettingsQuery = graphql(`
  query CheckInListSettings($eventId: ID!) {
    event(id: $eventId) { id ticketTypes { id name } }
    checkInLists(eventId: $eventId) { id name isDefault checkedIn ticketTypes { id name } }
  }
`);

const CreateMutation = graphql(`
  mutation CreateCheckInList($eventId: ID!, $input: CheckInListInput!, $key: String) {
    createCheckInList(eventId: $eventId, input: $input, idempotencyKey: $key) { id name }
  }
`);

const DeleteMutation = graphql(`
  mutation DeleteCheckInList($id: ID!) { deleteCheckInList(id: $id) }
`);

interface ListsDialogProps {
  readonly eventId: string;
  readonly onClose: () => void;
}

/** The check-in lists of an event: what there is, and more of them. */
export function ListsDialog({ eventId, onClose }: ListsDialogProps) {
  const [{ data, error }, reload] = useQuery({ query: SettingsQuery, variables: { eventId } });
  const refresh = () => reload({ requestPolicy: 'network-only' });
  return (
    <Dialog title="Check-in lists" onClose={onClose}>
      {error && <Failure error={error} retry={refresh} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <ul className="check-in-lists stack">
            {data.checkInLists.map(list => (
              <ListRow key={list.id} list={list} onDeleted={refresh} />
            ))}
          </ul>
          <NewList eventId={eventId} ticketTypes={data.event?.ticketTypes ?? []} onMade={refresh} />
        </>
      )}
    </Dialog>
  );
}

interface ListRowProps {
  readonly list: {
    readonly id: string;
    readonly name: string;
    readonly isDefault: boolean;
    readonly checkedIn: number;
    readonly ticketTypes: ReadonlyArray<{ readonly name: string }> | null;
  };
  readonly onDeleted: () => void;
}

function ListRow({ list, onDeleted }: ListRowProps) {
  const [{ fetching, error }, remove] = useMutation(DeleteMutation);
  return (
    <li className="stack">
      <div className="row between">
        <span>
          <strong>{list.name}</strong>
          <span className="soft">
            {' '}
            {list.ticketTypes
              ? list.ticketTypes.map(({ name }) => name).join(', ')
              : 'Every ticket that lets somebody in'}
          </span>
        </span>
        {/* Check-ins stay on record, so that a used list stays too. */}
        {!list.isDefault && list.checkedIn === 0 && (
          <Button
            busy={fetching}
            aria-label={`Delete the list ${list.name}`}
            onClick={async () => {
              const { data } = await remove({ id: list.id });
              if (data) onDeleted();
            }}
          >
            Delete
          </Button>
        )}
      </div>
      {error && <Failure error={error} />}
    </li>
  );
}

interface NewListProps {
  readonly eventId: string;
  readonly ticketTypes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly onMade: () => void;
}

function NewList({ eventId, ticketTypes, onMade }: NewListProps) {
  const [{ fetching, error }, create] = useMutation(CreateMutation);
  const [key, renewKey] = useIdempotencyKey();
  const [round, setRound] = useState(0);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = form.getAll('type').map(String);
    const input = { name: textOf(form, 'name') ?? '', ticketTypeIds: chosen.length > 0 ? chosen : null };
    const { data } = await create({ eventId, input, key });
    if (!data) return;
    renewKey();
    setRound(round + 1);
    onMade();
  };
  const fault = faultOf(error, 'name');
  return (
    // The key empties the form once its list is made.
    <form key={round} className="stack" onSubmit={event => void submit(event)}>
      <TextField
        label="New list"
        name="name"
        required
        maxLength={100}
        autoComplete="off"
        hint="On it, each ticket is used once more, beside the door: a lounge, a cloakroom, the hand-out of a shirt."
        fault={fault}
      />
      <fieldset className="fieldset">
        <legend>Takes only (all if none is chosen)</legend>
        {ticketTypes.map(({ id, name }) => (
          <label key={id} className="check">
            <input type="checkbox" name="type" value={id} />
            {name}
          </label>
        ))}
      </fieldset>
      {error && !fault && <Failure error={error} />}
      <div className="row">
        <Button type="submit" look="primary" busy={fetching}>
          Add the list
        </Button>
      </div>
    </form>
  );
}
