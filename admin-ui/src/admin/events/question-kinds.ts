import type { QuestionKind } from '../../generated/graphql.ts';

/** What the kinds of questions are called, in the order in which they are offered. */
export const KIND_NAMES: Readonly<Record<QuestionKind, string>> = {
  SHORT_TEXT: 'Short text',
  LONG_TEXT: 'Long text',
  SINGLE_CHOICE: 'One of several',
  MULTIPLE_CHOICE: 'Any of several',
  YES_NO: 'Yes or no',
  NUMBER: 'Number',
  DATE: 'Date',
  EMAIL: 'Email address',
  PHONE: 'Phone number',
};

/** Whether a question is answered by choosing among what its organizer wrote. */
export const isChoice = (kind: QuestionKind): boolean => kind === 'SINGLE_CHOICE' || kind === 'MULTIPLE_CHOICE';

/** The answers that the asking of another question can depend on; none where people write what they like. */
export function decidingAnswers({
  kind,
  choices,
}: {
  kind: QuestionKind;
  choices: readonly string[];
}): readonly string[] {
  return kind === 'YES_NO' ? ['true', 'false'] : choices;
}
