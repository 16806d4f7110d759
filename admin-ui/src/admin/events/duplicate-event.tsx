import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { instantOf, wallTimeOf } from '../../ui/wall-time.ts';
import type { ShownEvent } from './event-page.tsx';

const DuplicateMutation = graphql(`
  mutation DuplicateEvent($id: ID!, $startsAt: DateTime!, $idempotencyKey: String!) {
    duplicateEvent(id: $id, startsAt: $startsAt, idempotencyKey: $idempotencyKey) { id }
  }
`);

const WEEK = 7 * 24 * 60 * 60 * 1_000;

/** Asks when the copy begins, and goes to it. */
export function DuplicateEvent({ event, onClose }: { readonly event: ShownEvent; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const [idempotencyKey] = useIdempotencyKey();
  const [{ fetching, error }, duplicate] = useMutation(DuplicateMutation);
  const aWeekLater = new Date(Date.parse(event.startsAt) + WEEK).toISOString();
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const startsAt = instantOf(textOf(new FormData(submitted.currentTarget), 'startsAt') ?? '', event.timeZone);
    if (!startsAt) return;
    const { data } = await duplicate({ id: event.id, startsAt, idempotencyKey });
    if (!data) return;
    onClose();
    navigate(`/admin/events/${data.duplicateEvent.id}`);
  };
  return (
    <Dialog title="Duplicate this event" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>A draft with the same ticket types and pictures is made; all its times move along.</p>
        <TextField
          label="The new event begins"
          name="startsAt"
          type="datetime-local"
          required
          hint={`By clocks in ${event.timeZone.replaceAll('_', ' ')}.`}
          defaultValue={wallTimeOf(aWeekLater, event.timeZone)}
          fault={faultOf(error, 'startsAt')}
        />
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Make the draft
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
