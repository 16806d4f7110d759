import type { QuestionKind } from '../generated/graphql.ts';
import { answerText } from './answer-text.ts';
import './answers.css';

interface AnswersProps {
  readonly answers: ReadonlyArray<{
    readonly questionId: string;
    readonly kind: QuestionKind;
    readonly label: string;
    readonly values: readonly string[];
  }>;
}

/** What was answered for a ticket, in the words in which it was asked. */
export function Answers({ answers }: AnswersProps) {
  if (answers.length === 0) return null;
  return (
    <dl className="answers">
      {answers.map(({ questionId, kind, label, values }) => (
        <div key={questionId}>
          <dt>{label}</dt>
          <dd>{values.map(value => answerText(kind, value)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
