import { type FormEvent, useState } from 'react';
import type { CombinedError } from 'urql';
import { type Answers, type AskedQuestion, shownQuestions } from './asked-questions.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { QuestionField } from './question-field.tsx';
import { Failure, faultOf } from './states.tsx';

/** An answer as the API takes it. */
export interface GivenAnswer {
  readonly questionId: string;
  readonly values: string[];
}

interface AnswersDialogProps {
  readonly ticketType: string;
  readonly questions: readonly AskedQuestion[];
  /** What was answered before. */
  readonly answered: readonly GivenAnswer[];
  readonly busy: boolean;
  /** Of the last try to save. */
  readonly error: CombinedError | undefined;
  /** Every question that is shown is in it, so that a fault has a place. */
  readonly onSave: (answers: GivenAnswer[]) => void;
  readonly onClose: () => void;
}

/** Changes what was answered for a ticket. */
export function AnswersDialog(props: AnswersDialogProps) {
  const { error, onClose } = props;
  const [answers, setAnswers] = useState<Answers>(() =>
    Object.fromEntries(props.answered.map(({ questionId, values }) => [questionId, values])),
  );
  const questions = shownQuestions(props.questions, answers);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onSave(questions.map(({ id }) => ({ questionId: id, values: [...(answers[id] ?? [])] })));
  };
  const faults = questions.map((_, place) => faultOf(error, `answers.${place}`));
  return (
    <Dialog title={`Answers: ${props.ticketType}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {questions.map((question, place) => (
          <QuestionField
            key={question.id}
            question={question}
            values={answers[question.id] ?? []}
            fault={faults[place]}
            onChange={values => setAnswers({ ...answers, [question.id]: values })}
          />
        ))}
        {error && !faults.some(Boolean) && <Failure error={error} />}
        <div className="row">
          <Button type="submit" look="primary" busy={props.busy}>
            Save
          </Button>
          <Button onClick={onClose}>Keep as they are</Button>
        </div>
      </form>
    </Dialog>
  );
}
