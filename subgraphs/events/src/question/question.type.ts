import {
  DateTime,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { QuestionKind } from './question.entity.ts';

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'How a question is answered.',
  valuesConfig: {
    SHORT_TEXT: { description: 'In a few words, at most 250 characters.' },
    LONG_TEXT: { description: 'In sentences, at most 5,000 characters.' },
    SINGLE_CHOICE: { description: 'By one of its choices.' },
    MULTIPLE_CHOICE: { description: 'By any of its choices.' },
    YES_NO: { description: 'By true or false.' },
    NUMBER: { description: 'By a number, with a point or comma before its fraction.' },
    DATE: { description: 'By a date, such as 2027-01-31.' },
    EMAIL: { description: 'By an e-mail address.' },
    PHONE: { description: 'By a phone number.' },
  },
});

@ObjectType('QuestionCondition', { description: 'When a question is asked.' })
export class QuestionCondition {
  @Field(() => ID, { description: 'The question that decides; where that is not asked, this is not either.' })
  questionId!: string;

  @Field(() => [String], { description: 'The answers to it of which one must be given; true or false for yes or no.' })
  values!: string[];
}

/** A question as the supergraph sees it. */
@ObjectType('Question', { description: 'What attendees of an event are asked, ticket by ticket.' })
export class QuestionObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => QuestionKind, { description: 'How it is answered.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'What is asked.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What helps to answer it.' })
  helpText!: string | null;

  @Field(() => Boolean, { description: 'Whether nobody can buy without an answer, where it is asked.' })
  required!: boolean;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ticket types it is asked for; every type of admission if null.',
  })
  ticketTypeIds!: string[] | null;

  @Field(() => Int, { description: 'Its place among the questions, lowest first.' })
  sortOrder!: number;
}

@ObjectType('TicketAnswer', { description: 'What was answered for a ticket.' })
export class TicketAnswerObject {
  @Field(() => ID, { description: 'The question; it may be gone.' })
  questionId!: string;

  @Field(() => QuestionKind, { description: 'How it was asked.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'What was asked, in the words of that time.' })
  label!: string;

  @Field(() => [String], { description: 'What was answered: one value, or those chosen; true or false for yes or no.' })
  values!: string[];

  @Field(() => DateTime, { description: 'When it was answered, or last changed.' })
  answeredAt!: Date;
}

@InputType('AnswerInput', { description: 'An answer to one question.' })
export class AnswerInput {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => [String], {
    description: 'One value, or those chosen; true or false for yes or no, 2027-01-31 for a date. Empty for no answer.',
  })
  values!: string[];
}

// What commands take and answer with: other subgraphs see these types, clients do not.

@Directive('@inaccessible')
@InputType('AnsweringAttendeeInput', { description: 'What somebody answers for one ticket.' })
export class AnsweringAttendeeInput {
  @Field(() => ID, { description: 'The type of the ticket.' })
  ticketTypeId!: string;

  @Field(() => [AnswerInput], { description: 'The answers.' })
  answers!: AnswerInput[];
}

@Directive('@inaccessible')
@InputType('AnsweredTicketsInput', { description: 'How many tickets of a type want answers.' })
export class AnsweredTicketsInput {
  @Field(() => ID, { description: 'The ticket type.' })
  ticketTypeId!: string;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;
}

@Directive('@inaccessible')
@InputType('CheckAnswersInput', { description: 'What is bought, and what the attendees answer.' })
export class CheckAnswersInput {
  @Field(() => ID, { description: 'The event.' })
  eventId!: string;

  @Field(() => [AnsweredTicketsInput], { description: 'What is bought; each ticket type once.' })
  tickets!: AnsweredTicketsInput[];

  @Field(() => [AnsweringAttendeeInput], { description: 'The attendees, no more than there are tickets.' })
  attendees!: AnsweringAttendeeInput[];
}

@Directive('@inaccessible')
@ObjectType('CheckedAnswer', { description: 'An answer that holds, with the text of its question.' })
export class CheckedAnswerObject {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => QuestionKind, { description: 'How it is answered.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'What is asked.' })
  label!: string;

  @Field(() => [String], { description: 'What was answered.' })
  values!: string[];
}

@Directive('@inaccessible')
@ObjectType('CheckedAttendee', { description: 'What one attendee answered.' })
export class CheckedAttendee {
  @Field(() => [CheckedAnswerObject], { description: 'The answers, in the order of the questions.' })
  answers!: CheckedAnswerObject[];
}

@Directive('@inaccessible')
@InputType('KeptAnswerInput', { description: 'An answer that was found to hold, with the text that its question had.' })
export class KeptAnswerInput {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => QuestionKind, { description: 'How it was answered.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'What was asked.' })
  label!: string;

  @Field(() => [String], { description: 'What was answered.' })
  values!: string[];
}

@Directive('@inaccessible')
@ObjectType('AnsweredTicket', { description: 'What was answered for one ticket.' })
export class AnsweredTicket {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => [TicketAnswerObject], { description: 'The answers, in the order in which they were asked.' })
  answers!: TicketAnswerObject[];
}

const MOST_ATTENDEES = 1_000;
const MOST_ANSWERS = 100;

/** Answers as they come from outside: bounded here, judged by their questions. */
export const answersInput = z
  .array(
    z.object({
      questionId: z.string(),
      values: z
        .array(z.string().max(5_000, 'Must have at most 5,000 characters.'))
        .max(100, 'Must have at most 100 entries.'),
    }),
  )
  .max(MOST_ANSWERS, `Must have at most ${MOST_ANSWERS} entries.`);

export const checkAnswersInput = z.object({
  eventId: z.string(),
  tickets: z.array(z.object({ ticketTypeId: z.string(), quantity: z.int().min(1) })).max(50),
  attendees: z.array(z.object({ ticketTypeId: z.string(), answers: answersInput })).max(MOST_ATTENDEES),
});

export const keptAnswersInput = z.array(
  z.object({
    questionId: z.uuid('Must be a UUID.'),
    kind: z.enum(QuestionKind),
    label: z.string(),
    values: z.array(z.string()),
  }),
);
