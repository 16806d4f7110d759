import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import type { ShopOrder } from './order-page.tsx';

const RenameMutation = graphql(`
  mutation RenameTicket($input: RenameTicketInput!) {
    renameTicket(input: $input) { id tickets { id attendee { name } } }
  }
`);

/** Lets the buyer change who comes, where the organizer allows it. */
export function TicketNames({ order, token }: { readonly order: ShopOrder; readonly token: string }) {
  const tickets = order.tickets.filter(ticket => ticket.status === 'VALID' && ticket.admits);
  if (!order.mayRenameTickets || tickets.length === 0) return null;
  return (
    <details className="card stack no-print">
      <summary>Change the names on the tickets</summary>
      <div className="stack">
        {tickets.map((ticket, index) => (
          <TicketName
            key={ticket.id}
            ticket={ticket}
            label={`Ticket ${index + 1}, ${ticket.ticketType.name}`}
            token={token}
          />
        ))}
      </div>
    </details>
  );
}

interface TicketNameProps {
  readonly ticket: ShopOrder['tickets'][number];
  readonly label: string;
  readonly token: string;
}

function TicketName({ ticket, label, token }: TicketNameProps) {
  const [{ fetching, error, data }, rename] = useMutation(RenameMutation);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '');
    void rename({ input: { orderToken: token, ticketId: ticket.id, name } });
  };
  const fault = faultOf(error, 'name');
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={label}
        name="name"
        required
        maxLength={200}
        defaultValue={ticket.attendee?.name ?? ''}
        fault={fault}
      />
      {error && !fault && <Failure error={error} />}
      <div className="row">
        <Button type="submit" busy={fetching}>
          Save the name
        </Button>
        <span role="status">{data && !fetching && 'Saved.'}</span>
      </div>
    </form>
  );
}
