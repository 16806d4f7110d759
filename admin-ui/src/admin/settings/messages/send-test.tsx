import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const TestMutation = graphql(`
  mutation SendTestNotification($template: String!, $to: String!, $idempotencyKey: String!) {
    sendTestNotification(template: $template, to: $to, idempotencyKey: $idempotencyKey) { id recipient }
  }
`);

/** Sends the stored words of a template with sample values. */
export function SendTest({ template, onClose }: { readonly template: string; readonly onClose: () => void }) {
  const viewer = useViewer();
  const [idempotencyKey] = useIdempotencyKey();
  const [{ data, fetching, error }, send] = useMutation(TestMutation);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ template, to: textOf(new FormData(event.currentTarget), 'to') ?? '', idempotencyKey });
  };
  return (
    <Dialog title="Send a test" onClose={onClose}>
      {data ? (
        <p className="notice good" role="status">
          It is on its way to {data.sendTestNotification.recipient}.
        </p>
      ) : (
        <form className="stack" onSubmit={submit}>
          <p>The message goes out as it was saved last, with sample values.</p>
          <TextField
            label="To"
            name="to"
            type="email"
            required
            defaultValue={viewer.email}
            fault={faultOf(error, 'to')}
          />
          {error && <Failure error={error} />}
          <span>
            <Button type="submit" look="primary" busy={fetching}>
              Send
            </Button>
          </span>
        </form>
      )}
    </Dialog>
  );
}
