import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import { shownQuestions } from '../cart/attendee-details.ts';
import { QuestionField } from '../cart/question-field.tsx';
import type { ShopTicket } from './ticket-card.tsx';

const ChangeMutation = graphql(`
  mutation ChangeAnswers($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {
    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) {
      id
      tickets { id answers { questionId kind label values } }
    }
  }
`);

interface ChangeAnswersProps {
  readonly ticket: ShopTicket;
  /** The order's token. */
  readonly token: string;
  readonly onClose: () => void;
}

/** Changes what was answered for a ticket, until the event begins. */
export function ChangeAnswers({ ticket, token, onClose }: ChangeAnswersProps) {
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const [answers, setAnswers] = useState<Readonly<Record<string, readonly string[]>>>(() =>
    Object.fromEntries((ticket.answers ?? []).map(({ questionId, values }) => [questionId, values])),
  );
  const questions = shownQuestions(ticket.ticketType.questions, answers);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = questions.map(({ id }) => ({ questionId: id, values: [...(answers[id] ?? [])] }));
    const { data } = await change({ token, ticketId: ticket.id, answers: given });
    if (data) onClose();
  };
  const faults = questions.map((_, place) => faultOf(error, `answers.${place}`));
  return (
    <Dialog title={`Answers: ${ticket.ticketType.name}`} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
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
          <Button type="submit" look="primary" busy={fetching}>
            Save
          </Button>
          <Button onClick={onClose}>Keep as they are</Button>
        </div>
      </form>
    </Dialog>
  );
}
