import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../ui/states.tsx';
import { numberOf, textOf } from '../../ui/text-of.ts';
import type { ShownAddOnGroup } from './add-on-groups.tsx';
import type { ShownEvent } from './event-page.tsx';
import { readTicketTypeIds, TicketTypeBoxes } from './ticket-type-boxes.tsx';

const CreateMutation = graphql(`
  mutation CreateAddOnGroup($eventId: ID!, $input: AddOnGroupInput!) {
    createAddOnGroup(eventId: $eventId, input: $input) { id }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateAddOnGroup($id: ID!, $input: AddOnGroupInput!) { updateAddOnGroup(id: $id, input: $input) { id } }
`);

interface AddOnGroupDialogProps {
  readonly event: ShownEvent;
  /** The one to change; absent to make one. */
  readonly group?: ShownAddOnGroup;
  readonly onClose: () => void;
}

/** Makes or changes a group of add-ons. */
export function AddOnGroupDialog({ event, group, onClose }: AddOnGroupDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [creating, create] = useMutation(CreateMutation);
  const [updating, update] = useMutation(UpdateMutation);
  const error = creating.error ?? updating.error;

  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const input = {
      name: textOf(form, 'name') ?? '',
      description: textOf(form, 'description') ?? null,
      ticketTypeIds: readTicketTypeIds(form),
      minPerTicket: numberOf(form, 'minPerTicket'),
      maxPerTicket: numberOf(form, 'maxPerTicket'),
      soldAlone: form.has('soldAlone'),
      sortOrder: numberOf(form, 'sortOrder'),
    };
    const { data } = group
      ? await update({ id: group.id, input })
      : await create({ eventId: event.id, input: { ...input, idempotencyKey } });
    if (data) onClose();
  };

  const fault = (field: string) => faultOf(error, field);
  return (
    <Dialog title={group ? `Edit ${group.name}` : 'Add a group of add-ons'} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField label="Name" name="name" required maxLength={120} defaultValue={group?.name} fault={fault('name')} />
        <TextAreaField
          label="What buyers should know"
          name="description"
          rows={2}
          maxLength={2_000}
          defaultValue={group?.description ?? ''}
          fault={fault('description')}
        />
        <div className="columns narrow">
          <TextField
            label="Fewest per ticket"
            name="minPerTicket"
            type="number"
            min={0}
            max={100}
            hint="0: they are optional."
            defaultValue={group?.minPerTicket ?? 0}
            fault={fault('minPerTicket')}
          />
          <TextField
            label="Most per ticket"
            name="maxPerTicket"
            type="number"
            min={1}
            max={100}
            hint="Empty: as many as the add-ons allow."
            defaultValue={group?.maxPerTicket ?? ''}
            fault={fault('maxPerTicket')}
          />
          <TextField
            label="Place in the list"
            name="sortOrder"
            type="number"
            hint="Lowest first."
            defaultValue={group?.sortOrder ?? event.addOnGroups.length}
            fault={fault('sortOrder')}
          />
        </div>
        <TicketTypeBoxes
          legend="Goes with"
          hint="None chosen: with every ticket."
          types={event.ticketTypes.filter(type => type.kind === 'ADMISSION')}
          chosen={group?.ticketTypeIds ?? []}
        />
        <label className="check">
          <input type="checkbox" name="soldAlone" defaultChecked={group?.soldAlone} /> Also sold without a ticket
        </label>
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={creating.fetching || updating.fetching}>
            {group ? 'Save' : 'Add'}
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
