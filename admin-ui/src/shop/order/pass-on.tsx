import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';

const PassOnMutation = graphql(`
  mutation PassOnTicket($code: String!, $input: TransferInput!) {
    passOnTicket(code: $code, input: $input) {
      id transferredAt attendee { name } pass { code formats qr { svg } }
    }
  }
`);

interface PassOnProps {
  readonly code: string;
  readonly ticketType: string;
  readonly onClose: () => void;
}

/** Gives a ticket to someone else, for good: asks for whom, and says what it means. */
export function PassOn({ code, ticketType, onClose }: PassOnProps) {
  const [{ fetching, error }, passOn] = useMutation(PassOnMutation);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input = { name: textOf(data, 'name') ?? '', email: textOf(data, 'email') ?? '' };
    // The answer has the ticket's id, by which the page behind learns that it went.
    const { data: done } = await passOn({ code, input });
    if (done) onClose();
  };
  const [name, email] = [faultOf(error, 'name'), faultOf(error, 'email')];
  return (
    <Dialog title={`Pass on: ${ticketType}`} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        <p>
          The ticket gets a new code, which is mailed to the person you name. The code that you have lets nobody in any
          more. You cannot take this back.
        </p>
        <TextField label="Name" name="name" autoComplete="off" required maxLength={200} fault={name} />
        <TextField label="E-mail" name="email" type="email" autoComplete="off" required fault={email} />
        {error && !name && !email && <Failure error={error} />}
        <div className="row">
          <Button type="submit" look="primary" busy={fetching}>
            Pass on
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  );
}
