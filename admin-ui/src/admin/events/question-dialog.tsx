import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { QuestionKind } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../ui/states.tsx';
import { numberOf, textOf } from '../../ui/text-of.ts';
import type { ShownEvent } from './event-page.tsx';
import { QuestionConditionFields } from './question-condition-fields.tsx';
import { isChoice, KIND_NAMES } from './question-kinds.ts';
import type { ShownQuestion } from './questions.tsx';
import { readTicketTypeIds, TicketTypeBoxes } from './ticket-type-boxes.tsx';

const CreateMutation = graphql(`
  mutation CreateQuestion($eventId: ID!, $input: QuestionInput!) {
    createQuestion(eventId: $eventId, input: $input) { id }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateQuestion($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { id } }
`);

interface QuestionDialogProps {
  readonly event: ShownEvent;
  /** The one to change; absent to make one. */
  readonly question?: ShownQuestion;
  readonly onClose: () => void;
}

/** Makes or changes a question to attendees. */
export function QuestionDialog({ event, question, onClose }: QuestionDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [creating, create] = useMutation(CreateMutation);
  const [updating, update] = useMutation(UpdateMutation);
  const [kind, setKind] = useState<QuestionKind>(question?.kind ?? 'SHORT_TEXT');
  const error = creating.error ?? updating.error;

  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const input = readQuestion(new FormData(submitted.currentTarget), kind);
    const { data } = question
      ? await update({ id: question.id, input })
      : await create({ eventId: event.id, input: { ...input, idempotencyKey } });
    if (data) onClose();
  };

  const fault = (field: string) => faultOf(error, field);
  return (
    <Dialog title={question ? 'Edit the question' : 'Add a question'} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField
          label="Question"
          name="label"
          required
          maxLength={250}
          hint={question ? 'What was answered keeps the words that it answered.' : undefined}
          defaultValue={question?.label}
          fault={fault('label')}
        />
        <SelectField
          label="Answered by"
          value={kind}
          fault={fault('kind')}
          onChange={change => setKind(change.currentTarget.value as QuestionKind)}
        >
          {Object.entries(KIND_NAMES).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
        {isChoice(kind) && (
          <TextAreaField
            label="Choices"
            name="choices"
            required
            hint="One on each line."
            defaultValue={question?.choices.join('\n')}
            fault={fault('choices')}
          />
        )}
        <TextAreaField
          label="Help"
          name="helpText"
          rows={2}
          maxLength={1_000}
          defaultValue={question?.helpText ?? ''}
          fault={fault('helpText')}
        />
        <label className="check">
          <input type="checkbox" name="required" defaultChecked={question?.required} /> Required: nobody buys without an
          answer
        </label>
        <TicketTypeBoxes
          legend="Asked for"
          hint="None chosen: for every ticket, and for no add-on."
          types={event.ticketTypes}
          chosen={question?.ticketTypeIds ?? []}
        />
        <QuestionConditionFields
          others={event.questions.filter(other => other.id !== question?.id)}
          condition={question?.condition}
          fault={fault('condition.questionId') ?? fault('condition.values') ?? fault('condition.values.0')}
        />
        <TextField
          label="Place in the list"
          name="sortOrder"
          type="number"
          hint="Lowest first."
          defaultValue={question?.sortOrder ?? event.questions.length}
          fault={fault('sortOrder')}
        />
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={creating.fetching || updating.fetching}>
            {question ? 'Save' : 'Add'}
          </Button>
        </span>
      </form>
    </Dialog>
  );
}

function readQuestion(form: FormData, kind: QuestionKind) {
  const questionId = textOf(form, 'condition');
  const choices = (textOf(form, 'choices') ?? '').split('\n').map(choice => choice.trim());
  return {
    kind,
    label: textOf(form, 'label') ?? '',
    helpText: textOf(form, 'helpText') ?? null,
    required: form.has('required'),
    choices: isChoice(kind) ? choices.filter(choice => choice !== '') : null,
    ticketTypeIds: readTicketTypeIds(form),
    condition: questionId ? { questionId, values: form.getAll('conditionValues').map(String) } : null,
    sortOrder: numberOf(form, 'sortOrder'),
  };
}
