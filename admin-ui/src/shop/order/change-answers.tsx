import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { AnswersDialog, type GivenAnswer } from '../../ui/answers-dialog.tsx';
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

/** Lets whoever holds the order change what was answered for a ticket, until the event begins. */
export function ChangeAnswers({ ticket, token, onClose }: ChangeAnswersProps) {
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const save = async (answers: GivenAnswer[]) => {
    const { data } = await change({ token, ticketId: ticket.id, answers });
    if (data) onClose();
  };
  const { name, questions } = ticket.ticketType;
  return (
    <AnswersDialog
      {...{ ticketType: name, questions, answered: ticket.answers ?? [], busy: fetching, error, onClose }}
      onSave={answers => void save(answers)}
    />
  );
}
