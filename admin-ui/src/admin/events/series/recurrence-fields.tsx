import { useState } from 'react';
import type { CombinedError } from 'urql';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { faultOf } from '../../../ui/states.tsx';
import { numberOf, textOf } from '../../../ui/text-of.ts';
import { isRepeat, REPEATS, ruleOf, weekdayOf, weekdays } from './rule.ts';

export interface RecurrenceFieldsProps {
  /** When the first date begins, by clocks in its zone. */
  readonly startsAt: string;
  readonly error?: CombinedError;
}

/** Asks how an event recurs; read it with `readRule`. */
export function RecurrenceFields({ startsAt, error }: RecurrenceFieldsProps) {
  const [repeat, setRepeat] = useState('WEEKLY');
  return (
    <>
      <div className="columns">
        <SelectField
          label="It recurs"
          name="repeat"
          value={repeat}
          onChange={event => setRepeat(event.currentTarget.value)}
          fault={faultOf(error, 'rule')}
        >
          {Object.entries(REPEATS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Interval"
          name="interval"
          type="number"
          min={1}
          max={100}
          required
          defaultValue={1}
          hint="1 for each of these, 2 for every second."
        />
        <TextField
          label="Number of dates"
          name="count"
          type="number"
          min={2}
          max={200}
          required
          defaultValue={10}
          hint="With the first; 200 at most."
        />
      </div>
      {repeat === 'WEEKLY' && (
        <fieldset className="fieldset choices">
          <legend>On</legend>
          {weekdays().map(({ code, name }) => (
            <label className="check" key={code}>
              <input
                type="checkbox"
                name="weekday"
                value={code}
                defaultChecked={code === weekdayOf(startsAt)}
                // The first date is one of them.
                onClick={event => code === weekdayOf(startsAt) && event.preventDefault()}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** The rule that the fields hold. */
export function readRule(form: FormData, startsAt: string): string {
  const repeat = textOf(form, 'repeat');
  return ruleOf(
    {
      repeat: isRepeat(repeat) ? repeat : 'WEEKLY',
      interval: numberOf(form, 'interval') ?? 1,
      weekdays: form.getAll('weekday').map(String),
      count: numberOf(form, 'count') ?? 0,
    },
    startsAt,
  );
}
