import type { CombinedError } from 'urql';
import { shownQuestions } from '../../ui/asked-questions.ts';
import { TextField } from '../../ui/field.tsx';
import { QuestionField } from '../../ui/question-field.tsx';
import { faultOf } from '../../ui/states.tsx';
import type { Details, Slot } from './attendee-details.ts';

interface AttendeesProps {
  readonly slots: readonly Slot[];
  readonly details: Readonly<Record<string, Details>>;
  /** Of the last try to check out. */
  readonly error: CombinedError | undefined;
  readonly onChange: (key: string, details: Details) => void;
}

/** Who comes with each ticket that asks something, and what they answer. Questions appear as others are answered. */
export function Attendees({ slots, details, error, onChange }: AttendeesProps) {
  return slots.map((slot, index) => {
    const filled = details[slot.key] ?? {};
    const path = `attendees.${index}`;
    const change = (part: Partial<Details>) => onChange(slot.key, { ...filled, ...part });
    return (
      <fieldset key={slot.key} className="attendee stack">
        <legend>{slot.title}</legend>
        {slot.admits && (
          <>
            <TextField
              label="Attendee’s name (optional)"
              maxLength={200}
              hint="Yours, if you leave it empty."
              value={filled.name ?? ''}
              fault={faultOf(error, `${path}.name`)}
              onChange={event => change({ name: event.currentTarget.value })}
            />
            <TextField
              label="Attendee’s email (optional)"
              type="email"
              maxLength={254}
              value={filled.email ?? ''}
              fault={faultOf(error, `${path}.email`)}
              onChange={event => change({ email: event.currentTarget.value })}
            />
          </>
        )}
        {shownQuestions(slot.questions, filled.answers).map((question, place) => (
          <QuestionField
            key={question.id}
            question={question}
            values={filled.answers?.[question.id] ?? []}
            fault={faultOf(error, `${path}.answers.${place}`)}
            onChange={values => change({ answers: { ...filled.answers, [question.id]: values } })}
          />
        ))}
      </fieldset>
    );
  });
}

/** Whether the server’s word on an attendee is shown at its field. */
export function hasAttendeeFault(error: CombinedError | undefined): boolean {
  const issues = error?.graphQLErrors[0]?.extensions.issues;
  if (!Array.isArray(issues)) return false;
  return issues.some(({ path }: { path?: unknown }) => typeof path === 'string' && AT_A_FIELD.test(path));
}

const AT_A_FIELD = /^input\.attendees\.\d+\.(name|email|answers\.\d+)$/;
