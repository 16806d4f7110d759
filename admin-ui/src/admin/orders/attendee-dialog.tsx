import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TextField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { ShownOrder } from './order-page.tsx';

const ChangeMutation = graphql(`
  mutation ChangeAttendee($ticketId: ID!, $input: AttendeeChangeInput!) {
    changeAttendee(ticketId: $ticketId, input: $input) { id attendee { name email } }
  }
`);

interface AttendeeDialogProps {
  readonly ticket: NonNullable<ShownOrder['tickets']>[number];
  readonly onClose: () => void;
}

/** Corrects who comes with a ticket. */
export function AttendeeDialog({ ticket, onClose }: AttendeeDialogProps) {
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const confirm = async (form: FormData) => {
    const input = { name: textOf(form, 'name') ?? '', email: textOf(form, 'email') };
    const { data } = await change({ ticketId: ticket.id, input });
    if (data) onClose();
  };
  return (
    <Confirm
      {...{ title: 'Who comes with this ticket?', action: 'Save', look: 'primary', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p className="soft">The ticket’s code stays as it is. To give it to somebody else, transfer it.</p>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={200}
        defaultValue={ticket.attendee?.name ?? ''}
        fault={faultOf(error, 'name')}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        maxLength={254}
        defaultValue={ticket.attendee?.email ?? ''}
        fault={faultOf(error, 'email')}
      />
    </Confirm>
  );
}
