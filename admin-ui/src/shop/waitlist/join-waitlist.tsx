import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { ShopTicketType } from '../event/event-page.tsx';

const JoinMutation = graphql(`
  mutation JoinWaitlist($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }
`);

interface JoinWaitlistProps {
  readonly type: ShopTicketType;
  /** The code that opened it, if it is hidden. */
  readonly accessCode?: string;
  readonly onClose: () => void;
}

/** Puts someone on the waitlist for a sold-out ticket type. */
export function JoinWaitlist({ type, accessCode, onClose }: JoinWaitlistProps) {
  const [{ data, fetching, error }, join] = useMutation(JoinMutation);
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const input = {
      ...{ ticketTypeId: type.id, name: textOf(form, 'name') ?? '', email: textOf(form, 'email') ?? '' },
      ...{ quantity: Number(form.get('quantity')), acceptFewer: form.get('acceptFewer') === 'on' },
      accessCode: accessCode || undefined,
    };
    void join({ input });
  };
  if (data) {
    return (
      <Dialog title="Look into your mail" onClose={onClose}>
        <p role="status">
          You get a mail with a link to your place on the waitlist. When tickets become free and it is your turn,
          another one has the offer.
        </p>
        <span>
          <Button onClick={onClose}>Close</Button>
        </span>
      </Dialog>
    );
  }
  const fields = ['name', 'email', 'quantity'] as const;
  const faults = Object.fromEntries(fields.map(field => [field, faultOf(error, field)]));
  return (
    <Dialog title={`Waitlist for ${type.name}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          {type.name} is sold out. Tickets that become free are offered in the order of joining, each offer for a
          limited time. Joining costs nothing.
        </p>
        <TextField label="Your name" name="name" autoComplete="name" required maxLength={200} fault={faults.name} />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          hint="The link to your place and the offer are sent there."
          fault={faults.email}
        />
        <TextField
          label="How many tickets"
          name="quantity"
          type="number"
          inputMode="numeric"
          required
          min={type.minPerOrder}
          max={type.maxPerOrder}
          defaultValue={type.minPerOrder}
          fault={faults.quantity}
        />
        <label className="check">
          <input type="checkbox" name="acceptFewer" defaultChecked /> Offer me fewer, if fewer are free
        </label>
        {error && !Object.values(faults).some(Boolean) && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Join the waitlist
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
