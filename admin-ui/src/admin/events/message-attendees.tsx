import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { ShownEvent } from './event-page.tsx';

const MessageMutation = graphql(`
  mutation MessageAttendees($eventId: ID!, $input: MessageInput!) {
    messageAttendees(eventId: $eventId, input: $input)
  }
`);

/** Writes to everyone with a ticket of the event. */
export function MessageAttendees({ event, onClose }: { readonly event: ShownEvent; readonly onClose: () => void }) {
  const [idempotencyKey] = useIdempotencyKey();
  const [{ data, fetching, error }, send] = useMutation(MessageMutation);
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const input = { subject: textOf(form, 'subject') ?? '', body: textOf(form, 'body') ?? '', idempotencyKey };
    void send({ eventId: event.id, input });
  };
  if (data) {
    return (
      <Dialog title="On its way" onClose={onClose}>
        <p role="status">
          {data.messageAttendees === 1 ? 'One person gets' : `${data.messageAttendees} people get`} the message.
        </p>
        <span>
          <Button onClick={onClose}>Close</Button>
        </span>
      </Dialog>
    );
  }
  return (
    <Dialog title="Message attendees" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>Goes by mail to everyone with a ticket of “{event.title}” who has not unsubscribed.</p>
        <TextField label="Subject" name="subject" required maxLength={200} fault={faultOf(error, 'subject')} />
        <TextAreaField
          label="Message"
          name="body"
          rows={8}
          required
          maxLength={20_000}
          hint="Plain text; line breaks are kept."
          fault={faultOf(error, 'body')}
        />
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Send
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
