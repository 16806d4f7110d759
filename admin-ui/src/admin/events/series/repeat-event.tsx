import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { Failure } from '../../../ui/states.tsx';
import { wallTimeOf } from '../../../ui/wall-time.ts';
import { RecurrenceFields, readRule } from './recurrence-fields.tsx';

const RepeatMutation = graphql(`
  mutation RepeatEvent($input: CreateEventSeriesInput!) {
    createEventSeries(input: $input) { id title rule }
  }
`);

const AddMutation = graphql(`
  mutation AddSeriesDates($id: ID!, $input: AddEventSeriesDatesInput!) {
    addEventSeriesDates(id: $id, input: $input) { id title updatedAt }
  }
`);

const context = { additionalTypenames: ['Event', 'EventSeries'] };

export interface RepeatEventProps {
  /** The event that becomes the first date, or the date that the new ones are like. */
  readonly event: { readonly id: string; readonly title: string; readonly startsAt: string; readonly timeZone: string };
  /** The series that dates are added to; a new one is made without it. */
  readonly seriesId?: string;
  readonly onClose: () => void;
}

/** Asks when an event recurs, and makes the dates. */
export function RepeatEvent({ event, seriesId, onClose }: RepeatEventProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [made, make] = useMutation(RepeatMutation);
  const [added, add] = useMutation(AddMutation);
  const error = made.error ?? added.error;
  const startsAt = wallTimeOf(event.startsAt, event.timeZone);
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const rule = readRule(new FormData(submitted.currentTarget), startsAt);
    const { data } = seriesId
      ? await add({ id: seriesId, input: { likeEventId: event.id, rule, idempotencyKey } }, context)
      : await make({ input: { eventId: event.id, rule, idempotencyKey } }, context);
    if (data) onClose();
  };
  const when = new Intl.DateTimeFormat(undefined, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: event.timeZone,
  }).format(new Date(event.startsAt));
  return (
    <Dialog title={seriesId ? 'Add dates' : 'Let this event recur'} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          {seriesId
            ? `The new dates are drafts like that of ${when}. Where the series has a date already, none is added.`
            : `It begins with ${when}. The other dates are drafts like it, with its ticket types and pictures, at the same time of day also when clocks change.`}
        </p>
        <RecurrenceFields startsAt={startsAt} error={error} />
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={made.fetching || added.fetching}>
            {seriesId ? 'Add the dates' : 'Make the dates'}
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
