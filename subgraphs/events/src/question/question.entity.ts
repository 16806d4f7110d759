import { defineEntity, type InferEntity } from '@mikro-orm/core';

export const QuestionKind = {
  SHORT_TEXT: 'SHORT_TEXT',
  LONG_TEXT: 'LONG_TEXT',
  SINGLE_CHOICE: 'SINGLE_CHOICE',
  MULTIPLE_CHOICE: 'MULTIPLE_CHOICE',
  YES_NO: 'YES_NO',
  NUMBER: 'NUMBER',
  DATE: 'DATE',
  EMAIL: 'EMAIL',
  PHONE: 'PHONE',
} as const;
export type QuestionKind = keyof typeof QuestionKind;

/** What attendees of an event are asked, ticket by ticket. */
export const QuestionEntity = defineEntity({
  name: 'Question',
  tableName: 'question',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    kind: p.text().$type<QuestionKind>(),
    label: p.text(),
    helpText: p.text().strictNullable(),
    required: p.boolean(),
    /** Of a choice, in their order; null for other kinds. */
    choices: p.json<string[]>().strictNullable(),
    /** The ticket types it is asked for; every type of admission if null. */
    ticketTypeIds: p.json<string[]>().strictNullable(),
    /** The question that decides whether this one is asked: only where it is answered with one of the values. */
    dependsOn: p.uuid().strictNullable(),
    dependsOnValues: p.json<string[]>().strictNullable(),
    sortOrder: p.integer(),
  }),
});
export type Question = InferEntity<typeof QuestionEntity>;

/** What was answered for one ticket, with the question's text as it was then: a question may change, or go. */
export const TicketAnswerEntity = defineEntity({
  name: 'TicketAnswer',
  tableName: 'ticket_answer',
  properties: p => ({
    ticketId: p.uuid().primary(),
    questionId: p.uuid().primary(),
    organizationId: p.uuid(),
    position: p.integer(),
    kind: p.text().$type<QuestionKind>(),
    label: p.text(),
    values: p.json<string[]>(),
    answeredAt: p.datetime(),
  }),
});
export type TicketAnswer = InferEntity<typeof TicketAnswerEntity>;
