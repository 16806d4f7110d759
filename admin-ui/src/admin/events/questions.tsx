import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { answerText } from '../../ui/answer-text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import type { ShownEvent } from './event-page.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { KIND_NAMES } from './question-kinds.ts';

const DeleteMutation = graphql(`mutation DeleteQuestion($id: ID!) { deleteQuestion(id: $id) }`);

export type ShownQuestion = ShownEvent['questions'][number];

type Asked = { readonly what: 'add' } | { readonly what: 'edit' | 'delete'; readonly question: ShownQuestion };

/** What attendees are asked when they buy. */
export function Questions({ event, canChange }: { readonly event: ShownEvent; readonly canChange: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <section className="card stack" aria-labelledby="questions">
      <div className="row between">
        <h2 id="questions">Questions to attendees</h2>
        {canChange && <Button onClick={() => setAsked({ what: 'add' })}>Add a question</Button>}
      </div>
      {event.questions.length === 0 && (
        <p className="soft">Nothing is asked. Each ticket can ask what you need to know.</p>
      )}
      <ul className="offer-parts">
        {event.questions.map(question => (
          <li key={question.id} className="row between offer-part">
            <div>
              <strong>{question.label}</strong> <span className="badge neutral">{KIND_NAMES[question.kind]}</span>{' '}
              {question.required && <span className="badge neutral">Required</span>}
              <div className="soft">{describe(question, event)}</div>
            </div>
            {canChange && (
              <span className="row tight">
                <Button aria-label={`Edit ${question.label}`} onClick={() => setAsked({ what: 'edit', question })}>
                  Edit
                </Button>
                <Button
                  look="danger"
                  aria-label={`Delete ${question.label}`}
                  onClick={() => setAsked({ what: 'delete', question })}
                >
                  Delete
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {asked?.what === 'add' && <QuestionDialog event={event} onClose={close} />}
      {asked?.what === 'edit' && <QuestionDialog event={event} question={asked.question} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog question={asked.question} onClose={close} />}
    </section>
  );
}

/** Of whom it is asked, and when. */
function describe({ ticketTypeIds, condition }: ShownQuestion, { ticketTypes, questions }: ShownEvent): string {
  const names = ticketTypeIds?.map(id => ticketTypes.find(type => type.id === id)?.name ?? 'a deleted ticket type');
  const whom = names ? `For ${names.join(', ')}` : 'For every ticket';
  const decisive = condition && questions.find(question => question.id === condition.questionId);
  if (!condition || !decisive) return whom;
  const answers = condition.values.map(value => answerText(decisive.kind, value)).join(' or ');
  return `${whom}, if “${decisive.label}” is answered ${answers}`;
}

function DeleteDialog({ question, onClose }: { readonly question: ShownQuestion; readonly onClose: () => void }) {
  const [, remove] = useMutation(DeleteMutation);
  return (
    <ConfirmAct
      title="Delete this question?"
      action="Delete"
      act={() => remove({ id: question.id }, { additionalTypenames: ['Question'] })}
      onClose={onClose}
    >
      <p>“{question.label}” is not asked any more. What was answered stays with the tickets.</p>
    </ConfirmAct>
  );
}
