import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import type { Event } from '../event/event.entity.ts';
import { EventObject } from '../event/event.type.ts';
import type { SeenTicket } from '../ticket/ticket.service.ts';
import { TicketObject } from '../ticket/ticket.type.ts';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import type { Question } from './question.entity.ts';
import { QuestionInput } from './question.input.ts';
import {
  AnsweredTicket,
  AnswerInput,
  CheckAnswersInput,
  CheckedAttendee,
  QuestionCondition,
  QuestionObject,
  TicketAnswerObject,
} from './question.type.ts';

@Resolver(() => EventObject)
export class EventQuestionsResolver {
  @FieldResolver(() => [QuestionObject], { description: 'What its attendees are asked, in its order.' })
  questions(@Root() event: Event, @Ctx() { questions }: EventsContext) {
    return questions.ofEvent(event);
  }
}

@Resolver(() => TicketTypeObject)
export class TicketTypeQuestionsResolver {
  @FieldResolver(() => [QuestionObject], { description: 'What the holder of each is asked, in its order.' })
  questions(@Root() type: TicketType, @Ctx() { questions }: EventsContext) {
    return questions.ofType(type);
  }
}

@Resolver(() => TicketObject)
export class TicketAnswersResolver {
  @Scoped('tickets:read')
  @FieldResolver(() => [TicketAnswerObject], {
    nullable: true,
    description:
      'What was answered for it, in the order in which it was asked; null for all but the organizer’s people with tickets:read and the holder of its order.',
  })
  answers(@Root() ticket: SeenTicket, @Ctx() { answers }: EventsContext) {
    return answers.ofTicket(ticket);
  }

  @Access('tickets:write')
  @Mutation(() => TicketObject, {
    description:
      'Replaces what was answered for a ticket. Answers to questions that are gone stay, and nothing is required.',
  })
  async changeTicketAnswers(
    @Arg('id', () => ID, { description: 'The ticket.' }) id: string,
    @Arg('answers', () => [AnswerInput], { description: 'What is answered from now on.' }) given: AnswerInput[],
    @Ctx() { answers, tickets }: EventsContext,
  ) {
    return tickets.reload(await answers.change(id, given));
  }
}

@Resolver(() => QuestionObject)
export class QuestionResolver {
  @FieldResolver(() => [String], { description: 'What is chosen among; empty for what is answered freely.' })
  choices(@Root() question: Question): string[] {
    return question.choices ?? [];
  }

  @FieldResolver(() => QuestionCondition, { nullable: true, description: 'When it is asked; always if null.' })
  condition(@Root() { dependsOn, dependsOnValues }: Question): QuestionCondition | null {
    return dependsOn === null ? null : { questionId: dependsOn, values: dependsOnValues! };
  }

  @Access('events:write')
  @Mutation(() => QuestionObject, { description: 'Adds a question to an event, for those who buy from now on.' })
  createQuestion(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => QuestionInput, { description: 'What is asked.' }) input: QuestionInput,
    @Ctx() { questions }: EventsContext,
  ) {
    return questions.create(eventId, input);
  }

  @Access('events:write')
  @Mutation(() => QuestionObject, {
    description: 'Changes a question. What was answered keeps the text that it had.',
  })
  updateQuestion(
    @Arg('id', () => ID, { description: 'The question.' }) id: string,
    @Arg('input', () => QuestionInput, { description: 'What it becomes.' }) input: QuestionInput,
    @Ctx() { questions }: EventsContext,
  ) {
    return questions.update(id, input);
  }

  @Access('events:write')
  @Mutation(() => Boolean, {
    description: 'Deletes a question. What was answered stays. QUESTION_IN_USE if others depend on it.',
  })
  deleteQuestion(
    @Arg('id', () => ID, { description: 'The question.' }) id: string,
    @Ctx() { questions }: EventsContext,
  ) {
    return questions.delete(id);
  }

  @Access('service')
  @Query(() => [CheckedAttendee], {
    description:
      'Judges what attendees answer before they pay, and says which answers count, attendee by attendee. ADD_ON_REQUIRED if the tickets need add-ons that are not bought with them.',
  })
  checkAnswers(
    @Arg('input', () => CheckAnswersInput, { description: 'What is bought, and the answers.' })
    input: CheckAnswersInput,
    @Ctx() { answers }: EventsContext,
  ) {
    return answers.check(input);
  }

  @Access('service')
  @Mutation(() => Boolean, { description: 'Replaces what was answered for a ticket, on behalf of its order’s holder.' })
  changeAnswersForOrder(
    @Arg('orderId', () => ID, { description: 'The order.' }) orderId: string,
    @Arg('ticketId', () => ID, { description: 'The ticket, one of the order’s.' }) ticketId: string,
    @Arg('answers', () => [AnswerInput], { description: 'What is answered from now on.' }) given: AnswerInput[],
    @Ctx() { answers }: EventsContext,
  ) {
    return answers.changeForOrder(orderId, ticketId, given);
  }

  @Access('service')
  @Query(() => [AnsweredTicket], {
    description: 'What was answered for tickets, with the questions’ texts, such as for a list or a document.',
  })
  answersForService(
    @Arg('ticketIds', () => [ID], { description: 'The tickets, at most 1,000.' }) ticketIds: string[],
    @Ctx() { answers }: EventsContext,
  ) {
    return answers.ofTickets(ticketIds);
  }
}
