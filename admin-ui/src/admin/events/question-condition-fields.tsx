import { useState } from 'react';
import { answerText } from '../../ui/answer-text.ts';
import { SelectField } from '../../ui/field.tsx';
import { decidingAnswers } from './question-kinds.ts';
import type { ShownQuestion } from './questions.tsx';

interface QuestionConditionFieldsProps {
  /** The other questions of the event. */
  readonly others: readonly ShownQuestion[];
  readonly condition?: ShownQuestion['condition'];
  readonly fault?: string;
}

/** When a question is asked; read by the names `condition` and `conditionValues`. */
export function QuestionConditionFields({ others, condition, fault }: QuestionConditionFieldsProps) {
  const [questionId, setQuestionId] = useState(condition?.questionId ?? '');
  const deciding = others.filter(other => decidingAnswers(other).length > 0);
  const chosen = deciding.find(other => other.id === questionId);
  if (deciding.length === 0) return null;
  return (
    <>
      <SelectField
        label="When it is asked"
        name="condition"
        value={questionId}
        fault={fault}
        onChange={event => setQuestionId(event.currentTarget.value)}
      >
        <option value="">Always</option>
        {deciding.map(other => (
          <option key={other.id} value={other.id}>
            Only after an answer to “{other.label}”
          </option>
        ))}
      </SelectField>
      {chosen && (
        <fieldset className="choices" key={chosen.id}>
          <legend>Asked if the answer is</legend>
          {decidingAnswers(chosen).map(value => (
            <label key={value} className="check">
              <input
                type="checkbox"
                name="conditionValues"
                value={value}
                defaultChecked={condition?.questionId === chosen.id && condition.values.includes(value)}
              />{' '}
              {answerText(chosen.kind, value)}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
