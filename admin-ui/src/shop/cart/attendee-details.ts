import { type Answers, type AskedQuestion, shownQuestions } from '../../ui/asked-questions.ts';

/** One ticket that somebody is asked about. */
export interface Slot {
  /** Known as long as the cart has this many of the type. */
  readonly key: string;
  readonly ticketTypeId: string;
  /** E.g. Standing, ticket 2 of 3. */
  readonly title: string;
  readonly admits: boolean;
  readonly questions: readonly AskedQuestion[];
}

/** What was filled in for one ticket so far. */
export interface Details {
  readonly name?: string;
  readonly email?: string;
  readonly answers?: Answers;
}

interface CartItem {
  readonly quantity: number;
  readonly name: string;
  readonly ticketType: {
    readonly id: string;
    readonly kind: 'ADMISSION' | 'ADD_ON';
    readonly questions: readonly AskedQuestion[];
  };
}

/** The tickets of a cart that ask something, one by one. */
export function slotsOf(items: readonly CartItem[]): Slot[] {
  return items
    .filter(({ ticketType }) => ticketType.questions.length > 0)
    .flatMap(({ ticketType, name, quantity }) =>
      Array.from({ length: quantity }, (_, index) => ({
        key: `${ticketType.id}:${index}`,
        ticketTypeId: ticketType.id,
        title: quantity === 1 ? name : `${name}, ${index + 1} of ${quantity}`,
        admits: ticketType.kind === 'ADMISSION',
        questions: ticketType.questions,
      })),
    );
}

/** The attendees as checkout takes them. Every question that is shown is named, so that a fault has a place. */
export function attendeesInput(
  slots: readonly Slot[],
  details: Readonly<Record<string, Details>>,
  buyer: { readonly name: string; readonly email: string },
) {
  return slots.map(({ key, ticketTypeId, questions }) => {
    const { name, email, answers = {} } = details[key] ?? {};
    return {
      ticketTypeId,
      name: name?.trim() || buyer.name,
      email: email?.trim() || buyer.email,
      answers: shownQuestions(questions, answers).map(({ id }) => ({
        questionId: id,
        values: [...(answers[id] ?? [])],
      })),
    };
  });
}
