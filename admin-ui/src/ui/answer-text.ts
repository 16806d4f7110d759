import type { QuestionKind } from '../generated/graphql.ts';

/** An answer to a question of an event, as people read it. */
export function answerText(kind: QuestionKind, value: string): string {
  if (kind !== 'YES_NO') return value;
  return value === 'true' ? 'Yes' : 'No';
}
