import { useId } from 'react';
import type { AskedQuestion } from './asked-questions.ts';
import { SelectField, TextAreaField, TextField } from './field.tsx';

interface QuestionFieldProps {
  readonly question: AskedQuestion;
  readonly values: readonly string[];
  readonly fault?: string;
  readonly onChange: (values: readonly string[]) => void;
}

/** How the answer to a question that is typed looks to the browser. */
const INPUT_TYPES = { SHORT_TEXT: 'text', NUMBER: 'text', DATE: 'date', EMAIL: 'email', PHONE: 'tel' } as const;

/** One question, with the field that its kind wants. */
export function QuestionField({ question, values, fault, onChange }: QuestionFieldProps) {
  const { kind, label, helpText, required, choices } = question;
  const common = { label: required ? label : `${label} (optional)`, hint: helpText, fault, required };
  const [value = ''] = values;
  const set = (next: string) => onChange(next === '' ? [] : [next]);
  switch (kind) {
    case 'MULTIPLE_CHOICE':
      return <Checkboxes {...{ ...common, choices, values, onChange }} />;
    case 'SINGLE_CHOICE':
    case 'YES_NO': {
      const options = kind === 'YES_NO' ? YES_NO : choices.map(choice => ({ value: choice, text: choice }));
      return (
        <SelectField {...common} value={value} onChange={event => set(event.currentTarget.value)}>
          <option value="">Please choose</option>
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </SelectField>
      );
    }
    case 'LONG_TEXT':
      return (
        <TextAreaField {...common} maxLength={5_000} value={value} onChange={event => set(event.currentTarget.value)} />
      );
    default:
      return (
        <TextField
          {...common}
          type={INPUT_TYPES[kind]}
          inputMode={kind === 'NUMBER' ? 'decimal' : undefined}
          maxLength={250}
          value={value}
          onChange={event => set(event.currentTarget.value)}
        />
      );
  }
}

const YES_NO = [
  { value: 'true', text: 'Yes' },
  { value: 'false', text: 'No' },
];

interface CheckboxesProps {
  readonly label: string;
  readonly hint?: string | null;
  readonly fault?: string;
  readonly choices: readonly string[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function Checkboxes({ label, hint, fault, choices, values, onChange }: CheckboxesProps) {
  const id = useId();
  const toggle = (choice: string) => choices.filter(each => (each === choice) !== values.includes(each));
  return (
    <fieldset
      className="field choices"
      aria-describedby={[hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined}
    >
      <legend>{label}</legend>
      {choices.map(choice => (
        <label key={choice} className="check">
          <input type="checkbox" checked={values.includes(choice)} onChange={() => onChange(toggle(choice))} />
          {choice}
        </label>
      ))}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
    </fieldset>
  );
}
