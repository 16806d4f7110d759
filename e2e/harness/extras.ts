import type { Data } from './client.ts';
import { draftEvent, type Organizer } from './organizer.ts';

/** An event that sells more than admission, by the ids of its parts. */
export interface ExtrasEvent {
  readonly id: string;
  readonly slug: string;
  readonly standing: string;
  readonly crew: string;
  readonly shirtS: string;
  readonly shirtM: string;
  /** What one eats, and which diet that is, if it is another. */
  readonly diet: string;
  readonly which: string;
  /** The size of the shirt’s print, asked with the shirt. */
  readonly group: string;
}

export const CREW_CODE = 'Crew-2030';

/**
 * A published free event for two people: each ticket needs one T-shirt of either size and says what its bearer eats; a
 * code opens one more kind of ticket.
 */
export async function publishExtras(organizer: Organizer, title?: string): Promise<ExtrasEvent> {
  const { api } = organizer;
  const id = await draftEvent(organizer, { title, price: 0, quantity: 20 });
  const { updateEvent } = await api.ask(
    `mutation ($id: ID!) { updateEvent(id: $id, version: 1, input: { capacity: 2 }) { ticketTypes { id } } }`,
    { id },
  );
  const addType = async (input: Data): Promise<string> => {
    const { createTicketType } = await api.ask(
      'mutation ($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }',
      { id, input: { price: 0, quantity: 5, ...input } },
    );
    return createTicketType.id;
  };
  const addQuestion = async (input: Data): Promise<string> => {
    const { createQuestion } = await api.ask(
      'mutation ($id: ID!, $input: QuestionInput!) { createQuestion(eventId: $id, input: $input) { id } }',
      { id, input },
    );
    return createQuestion.id;
  };
  const { createAddOnGroup } = await api.ask(
    'mutation ($id: ID!, $input: AddOnGroupInput!) { createAddOnGroup(eventId: $id, input: $input) { id } }',
    { id, input: { name: 'T-shirt', minPerTicket: 1, maxPerTicket: 1 } },
  );
  const addOn = { kind: 'ADD_ON', addOnGroupId: createAddOnGroup.id };
  const shirtS = await addType({ ...addOn, name: 'Size S' });
  const shirtM = await addType({ ...addOn, name: 'Size M' });
  const crew = await addType({ name: 'Crew', hidden: true, accessCode: CREW_CODE });
  const diet = await addQuestion({
    ...{ kind: 'SINGLE_CHOICE', label: 'What do you eat?', choices: ['Everything', 'Other'], required: true },
  });
  const which = await addQuestion({
    ...{ kind: 'SHORT_TEXT', label: 'Which diet?', required: true, sortOrder: 1 },
    condition: { questionId: diet, values: ['Other'] },
  });
  const { publishEvent } = await api.ask('mutation ($id: ID!) { publishEvent(id: $id) { slug } }', { id });
  const standing = updateEvent.ticketTypes[0].id;
  return {
    ...{ id, slug: publishEvent.slug, standing, crew, shirtS, shirtM, diet, which },
    group: createAddOnGroup.id,
  };
}
