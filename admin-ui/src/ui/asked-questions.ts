import type { QuestionKind } from '../generated/graphql.ts';

/** A question as it is put to those who answer. */
export interface AskedQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly helpText?: string | null;
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly condition?: { readonly questionId: string; readonly values: readonly string[] } | null;
}

/** What is answered so far, by question. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** The questions that are asked with what is answered so far: a condition must hold, and so must those behind it. */
export function shownQuestions(questions: readonly AskedQuestion[], answers: Answers = {}): readonly AskedQuestion[] {
  const byId = new Map(questions.map(question => [question.id, question]));
  const isShown = ({ condition }: AskedQuestion): boolean => {
    if (!condition) return true;
    const decisive = byId.get(condition.questionId);
    if (!decisive || !isShown(decisive)) return false;
    return (answers[decisive.id] ?? []).some(value => condition.values.includes(value));
  };
  return questions.filter(isShown);
}
