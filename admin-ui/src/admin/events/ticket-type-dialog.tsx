import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { majorUnits } from '../../ui/minor-units.ts';
import { Failure, faultOf } from '../../ui/states.tsx';
import { wallTimeOf } from '../../ui/wall-time.ts';
import { readWholeTicketType } from './event-input.ts';
import type { ShownEvent } from './event-page.tsx';
import type { ShownTicketType } from './ticket-types.tsx';

const CreateMutation = graphql(`
  mutation CreateTicketType($eventId: ID!, $input: TicketTypeInput!) {
    createTicketType(eventId: $eventId, input: $input) { id }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateTicketType($id: ID!, $input: TicketTypeInput!) {
    updateTicketType(id: $id, input: $input) { id }
  }
`);

interface TicketTypeDialogProps {
  readonly event: ShownEvent;
  /** The one to change; absent to make one. */
  readonly type?: ShownTicketType;
  readonly onClose: () => void;
}

/** Makes or changes a ticket type. */
export function TicketTypeDialog({ event, type, onClose }: TicketTypeDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [creating, create] = useMutation(CreateMutation);
  const [updating, update] = useMutation(UpdateMutation);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const error = creating.error ?? updating.error;
  const fault = (field: string) => faults[field] ?? faultOf(error, field);
  const shown = (instant: string | null | undefined) => (instant ? wallTimeOf(instant, event.timeZone) : '');

  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const reading = readWholeTicketType(new FormData(submitted.currentTarget), event);
    setFaults('faults' in reading ? reading.faults : {});
    if ('faults' in reading) return;
    const { data } = type
      ? await update({ id: type.id, input: reading.input })
      : await create({ eventId: event.id, input: { ...reading.input, idempotencyKey } });
    if (data) onClose();
  };

  return (
    <Dialog title={type ? `Edit ${type.name}` : 'Add a ticket type'} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {event.addOnGroups.length > 0 && (
          <SelectField
            label="What it is"
            name="addOnGroupId"
            defaultValue={type?.addOnGroup?.id ?? ''}
            fault={fault('addOnGroupId') ?? fault('kind')}
          >
            <option value="">A ticket: lets one person in</option>
            {event.addOnGroups.map(group => (
              <option key={group.id} value={group.id}>
                An add-on: {group.name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField label="Name" name="name" required maxLength={120} defaultValue={type?.name} fault={fault('name')} />
        <TextAreaField
          label="What it includes"
          name="description"
          rows={2}
          maxLength={2_000}
          defaultValue={type?.description ?? ''}
          fault={fault('description')}
        />
        <div className="columns narrow">
          <TextField
            label={`Price in ${event.currency}`}
            name="price"
            inputMode="decimal"
            required
            hint={type ? 'What is sold keeps its price.' : '0 is free.'}
            defaultValue={type ? majorUnits(type.price.amount, event.currency) : '0'}
            fault={fault('price')}
          />
          <TextField
            label="How many"
            name="quantity"
            type="number"
            min={0}
            required
            defaultValue={type?.quantity ?? 100}
            fault={fault('quantity')}
          />
          <TextField
            label="Fewest per order"
            name="minPerOrder"
            type="number"
            min={1}
            defaultValue={type?.minPerOrder ?? 1}
            fault={fault('minPerOrder')}
          />
          <TextField
            label="Most per order"
            name="maxPerOrder"
            type="number"
            min={1}
            defaultValue={type?.maxPerOrder ?? 10}
            fault={fault('maxPerOrder')}
          />
          <TextField
            label="Sales open"
            name="salesStartAt"
            type="datetime-local"
            hint="Empty: with the event’s."
            defaultValue={shown(type?.salesStartAt)}
            fault={fault('salesStartAt')}
          />
          <TextField
            label="Sales close"
            name="salesEndAt"
            type="datetime-local"
            hint="Empty: with the event’s."
            defaultValue={shown(type?.salesEndAt)}
            fault={fault('salesEndAt')}
          />
          <TextField
            label="Access code"
            name="accessCode"
            hint="Shows a hidden type to those who have it. Case does not matter."
            defaultValue={type?.accessCode ?? ''}
            fault={fault('accessCode')}
          />
          <TextField
            label="Place in the list"
            name="sortOrder"
            type="number"
            hint="Lowest first."
            defaultValue={type?.sortOrder ?? event.ticketTypes.length}
            fault={fault('sortOrder')}
          />
        </div>
        <label className="check">
          <input type="checkbox" name="hidden" defaultChecked={type?.hidden} /> Hidden: listed only to those with the
          access code
        </label>
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={creating.fetching || updating.fetching}>
            {type ? 'Save' : 'Add'}
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
