import type { Issue } from '@ticketbase/kernel';
import { NO, YES } from './answer.policy.ts';
import type { Question } from './question.entity.ts';

type Conditional = Pick<Question, 'id' | 'label' | 'kind' | 'choices' | 'dependsOn' | 'dependsOnValues'>;

/** The values that conditions can be set on; none for a kind that is answered freely. */
export function decidingValues({ kind, choices }: Pick<Question, 'kind' | 'choices'>): readonly string[] {
  return kind === 'YES_NO' ? [YES, NO] : (choices ?? []);
}

/** What is wrong with a question's condition, and with those of `others` that are set on it. */
export function conditionIssues(question: Conditional, others: readonly Conditional[]): Issue[] {
  return [...ownCondition(question, others), ...conditionsOn(question, others)];
}

function ownCondition(question: Conditional, others: readonly Conditional[]): Issue[] {
  if (question.dependsOn === null) return [];
  const decisive = others.find(other => other.id === question.dependsOn);
  if (!decisive) return [{ path: 'input.condition.questionId', message: 'Is no other question of this event.' }];
  if (leadsTo(decisive, question.id, others)) {
    return [{ path: 'input.condition.questionId', message: 'Depends on this question itself.' }];
  }
  const known = decidingValues(decisive);
  if (known.length === 0) {
    return [{ path: 'input.condition.questionId', message: 'Must be a choice, or a question of yes or no.' }];
  }
  return question.dependsOnValues!.flatMap((value, index) =>
    known.includes(value)
      ? []
      : [{ path: `input.condition.values.${index}`, message: `Is no answer to “${decisive.label}”.` }],
  );
}

/** What a change would take from conditions that are set on the question. */
function conditionsOn(question: Conditional, others: readonly Conditional[]): Issue[] {
  const known = decidingValues(question);
  return others
    .filter(other => other.dependsOn === question.id)
    .flatMap(other => {
      const lost = other.dependsOnValues!.filter(value => !known.includes(value));
      if (lost.length === 0) return [];
      const path = known.length === 0 ? 'input.kind' : 'input.choices';
      return [{ path, message: `“${other.label}” depends on the answer “${lost[0]}”.` }];
    });
}

/** Whether the conditions from a question on lead to another; never does so for ever, whatever is stored. */
function leadsTo(from: Conditional, id: string, others: readonly Conditional[]): boolean {
  const seen = new Set<string>();
  for (let at: Conditional | undefined = from; at && !seen.has(at.id); ) {
    if (at.id === id || at.dependsOn === id) return true;
    seen.add(at.id);
    const next: string | null = at.dependsOn;
    at = others.find(other => other.id === next);
  }
  return false;
}
