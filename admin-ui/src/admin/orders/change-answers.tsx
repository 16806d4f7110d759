import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { AnswersDialog, type GivenAnswer } from '../../ui/answers-dialog.tsx';
import type { ShownOrder } from './order-page.tsx';

const ChangeMutation = graphql(`
  mutation ChangeTicketAnswers($id: ID!, $answers: [AnswerInput!]!) {
    changeTicketAnswers(id: $id, answers: $answers) { id answers { questionId kind label values } }
  }
`);

interface ChangeAnswersProps {
  readonly ticket: NonNullable<ShownOrder['tickets']>[number];
  readonly onClose: () => void;
}

/** Changes what was answered for a ticket, at any time. */
export function ChangeAnswers({ ticket, onClose }: ChangeAnswersProps) {
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const save = async (answers: GivenAnswer[]) => {
    const { data } = await change({ id: ticket.id, answers });
    if (data) onClose();
  };
  const { name, questions } = ticket.ticketType;
  // The organizer may leave out what buyers must answer.
  const asked = questions.map(question => ({ ...question, required: false }));
  return (
    <AnswersDialog
      {...{ ticketType: name, questions: asked, answered: ticket.answers ?? [], busy: fetching, error, onClose }}
      onSave={answers => void save(answers)}
    />
  );
}
