import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEvent,
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  payments,
  publishedEvent,
  type SoldEvent,
  startEvents,
} from './events-under-test.ts';

const owner = testViewer();
const stranger = testViewer();
const scanner = testViewer({ organizationId: owner.organizationId!, scopes: ['tickets:check_in'] });
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

const CREATE = `mutation($eventId: ID!, $input: QuestionInput!) {
  createQuestion(eventId: $eventId, input: $input) { id label condition { questionId values } choices } }`;
const UPDATE = `mutation($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { label choices required } }`;
const CHECK = `query($input: CheckAnswersInput!) { checkAnswers(input: $input) { answers { questionId kind label values } } }`;
const CHANGE = `mutation($id: ID!, $answers: [AnswerInput!]!) {
  changeTicketAnswers(id: $id, answers: $answers) { answers { label values } } }`;
const CHANGE_FOR_ORDER = `mutation($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {
  changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers) }`;

const service = payments(owner.organizationId);

async function ask(event: SoldEvent, input: object): Promise<string> {
  const { createQuestion } = await events.data<{ createQuestion: { id: string } }>(owner, CREATE, {
    ...{ eventId: event.id, input },
  });
  return createQuestion.id;
}

/** An event that asks what one eats, and, where that is “Other”, what that is. */
async function asking() {
  const event = await publishedEvent(events, owner);
  const choices = ['Everything', 'Other'];
  const diet = await ask(event, { kind: 'SINGLE_CHOICE', label: 'What do you eat?', choices, required: true });
  const condition = { questionId: diet, values: ['Other'] };
  const which = await ask(event, { kind: 'SHORT_TEXT', label: 'Which?', required: true, condition, sortOrder: 1 });
  return { event, diet, which, type: event.ticketTypes[0]!.id };
}

type Answers = { questionId: string; values: string[] }[];
const checkInput = (
  { event, type }: { event: SoldEvent; type: string },
  quantity: number,
  ...attendees: Answers[]
) => ({
  eventId: event.id,
  tickets: [{ ticketTypeId: type, quantity }],
  attendees: attendees.map(answers => ({ ticketTypeId: type, answers })),
});

/** Sells tickets to attendees with the answers that payments had checked. */
async function sold(asked: Awaited<ReturnType<typeof asking>>, ...attendees: Answers[]) {
  const input = checkInput(asked, attendees.length, ...attendees);
  const { checkAnswers } = await events.data<{ checkAnswers: { answers: object[] }[] }>(service, CHECK, { input });
  const hold = holdInput(asked.event, attendees.length);
  await events.data(payments(), HOLD, { input: hold });
  const order = { holdId: hold.holdId, orderId: newId(), buyerName: 'Ada', buyerEmail: 'ada@example.com' };
  const { issueTickets } = await events.data<{ issueTickets: { ticketId: string; code: string }[] }>(service, ISSUE, {
    input: {
      ...order,
      attendees: checkAnswers.map(({ answers }, index) => ({
        ticketTypeId: asked.type,
        name: `Guest ${index}`,
        answers,
      })),
    },
  });
  return { orderId: order.orderId, tickets: issueTickets };
}

const answersOf = async (ticketId: string) => {
  const { answersForService } = await events.data<{ answersForService: { answers: object[] }[] }>(
    service,
    `query($ids: [ID!]!) { answersForService(ticketIds: $ids) { ticketId answers { questionId label values } } }`,
    { ids: [ticketId] },
  );
  return answersForService[0]!.answers;
};

describe('before the payment', () => {
  test('missing and invalid answers are named by attendee and place', async () => {
    const asked = await asking();
    const input = checkInput(
      asked,
      3,
      [{ questionId: asked.diet, values: [''] }],
      [
        { questionId: asked.which, values: ['Nuts'] },
        { questionId: asked.diet, values: ['Stones'] },
      ],
    );
    const { code, issues } = await events.refusal(service, CHECK, { input });
    expect(code).toBe('BAD_USER_INPUT');
    expect((issues as { path: string }[]).map(issue => issue.path)).toEqual([
      'input.attendees.0.answers.0',
      'input.attendees.1.answers.1',
      'input.attendees',
    ]);
  });

  test('answers come back with the texts of their questions, without what is not asked', async () => {
    const asked = await asking();
    const input = checkInput(
      asked,
      2,
      [
        { questionId: asked.diet, values: ['Other'] },
        { questionId: asked.which, values: [' Nuts '] },
      ],
      [
        { questionId: asked.diet, values: ['Everything'] },
        { questionId: asked.which, values: ['left from before'] },
      ],
    );
    expect(await events.data(service, CHECK, { input })).toEqual({
      checkAnswers: [
        {
          answers: [
            { questionId: asked.diet, kind: 'SINGLE_CHOICE', label: 'What do you eat?', values: ['Other'] },
            { questionId: asked.which, kind: 'SHORT_TEXT', label: 'Which?', values: ['Nuts'] },
          ],
        },
        {
          answers: [
            { questionId: asked.diet, kind: 'SINGLE_CHOICE', label: 'What do you eat?', values: ['Everything'] },
          ],
        },
      ],
    });
  });

  test('an event that asks nothing wants no attendees', async () => {
    const event = await publishedEvent(events, owner);
    const input = checkInput({ event, type: event.ticketTypes[0]!.id }, 4);
    expect(await events.data(service, CHECK, { input })).toEqual({ checkAnswers: [] });
  });

  test('the questions of another tenant are no questions', async () => {
    const asked = await asking();
    const input = checkInput(asked, 1, [{ questionId: asked.diet, values: ['Everything'] }]);
    expect(await events.refusal(payments(stranger.organizationId), CHECK, { input })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.attendees.0.ticketTypeId' }] },
    });
  });
});

describe('with the ticket', () => {
  test('answers keep the words of their question when that is changed or deleted', async () => {
    const asked = await asking();
    const { tickets } = await sold(asked, [{ questionId: asked.diet, values: ['Everything'] }]);
    const input = { kind: 'SINGLE_CHOICE', label: 'Menu', choices: ['Fish', 'Other'] };
    await events.data(owner, UPDATE, { id: asked.diet, input });
    await events.data(owner, `mutation { deleteQuestion(id: "${asked.which}") }`);
    await events.data(owner, `mutation { deleteQuestion(id: "${asked.diet}") }`);
    expect(await answersOf(tickets[0]!.ticketId)).toEqual([
      { questionId: asked.diet, label: 'What do you eat?', values: ['Everything'] },
    ]);
  });

  test('the organizer sees them; the door, other tenants and whoever has the code do not', async () => {
    const asked = await asking();
    const { tickets } = await sold(asked, [{ questionId: asked.diet, values: ['Everything'] }]);
    const query = `{ ticket(code: "${tickets[0]!.code}") { answers { label values } } }`;
    expect(await events.data(owner, query)).toEqual({
      ticket: { answers: [{ label: 'What do you eat?', values: ['Everything'] }] },
    });
    for (const viewer of [scanner, stranger, payments()]) {
      expect(await events.data(viewer, query)).toEqual({ ticket: { answers: null } });
    }
  });

  test('the organizer changes them, without having to fill in the rest, and the log names the questions', async () => {
    const asked = await asking();
    const { tickets } = await sold(asked, [{ questionId: asked.diet, values: ['Everything'] }]);
    const { ticketId: id } = tickets[0]!;
    const answers = [{ questionId: asked.diet, values: ['Other'] }];
    expect(await events.data(owner, CHANGE, { id, answers })).toEqual({
      changeTicketAnswers: { answers: [{ label: 'What do you eat?', values: ['Other'] }] },
    });
    const [told] = await events.rows<{ changed: string[] }>(
      `select event->'payload'->'changed' as changed from outbox
        where event->>'name' = 'ticket.answers_changed' and event->'payload'->>'ticketId' = ?`,
      [id],
    );
    expect(told).toEqual({ changed: ['What do you eat?'] });
    const bad = { id, answers: [{ questionId: asked.diet, values: ['Stones'] }] };
    expect(await events.refusal(owner, CHANGE, bad)).toMatchObject({ issues: [{ path: 'answers.0' }] });
    expect(await answersOf(id)).toMatchObject([{ values: ['Other'] }]);
    expect(await events.refusal(stranger, CHANGE, { id, answers })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await events.refusal(scanner, CHANGE, { id, answers })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the holder of the order changes them until the event begins', async () => {
    const asked = await asking();
    const { orderId, tickets } = await sold(asked, [{ questionId: asked.diet, values: ['Everything'] }]);
    const { ticketId } = tickets[0]!;
    const answers = [{ questionId: asked.diet, values: ['Other'] }];
    expect(await events.refusal(service, CHANGE_FOR_ORDER, { orderId, ticketId, answers })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'answers' }] },
    });
    const whole = [...answers, { questionId: asked.which, values: ['Nuts'] }];
    await events.data(service, CHANGE_FOR_ORDER, { orderId, ticketId, answers: whole });
    expect(await answersOf(ticketId)).toMatchObject([{ values: ['Other'] }, { values: ['Nuts'] }]);
    const another = { orderId: newId(), ticketId, answers: whole };
    expect(await events.refusal(service, CHANGE_FOR_ORDER, another)).toMatchObject({ code: 'NOT_FOUND' });
    await events.rows(`update event set starts_at = now() - interval '1 minute' where id = ?`, [asked.event.id]);
    expect(await events.refusal(service, CHANGE_FOR_ORDER, { orderId, ticketId, answers: whole })).toMatchObject({
      code: 'ANSWERS_CLOSED',
    });
  });
});

describe('the organizer', () => {
  test('makes no circle of conditions, also not by two changes at once', async () => {
    const event = await createEvent(events, owner);
    const [a, b] = [await ask(event, { kind: 'YES_NO', label: 'A' }), await ask(event, { kind: 'YES_NO', label: 'B' })];
    const on = (questionId: string) => ({ kind: 'YES_NO', label: 'X', condition: { questionId, values: ['true'] } });
    const answers = await Promise.all([
      events.ask(owner, UPDATE, { id: a, input: on(b) }),
      events.ask(owner, UPDATE, { id: b, input: on(a) }),
    ]);
    expect(answers.filter(answer => answer.errors)).toHaveLength(1);
    expect(answers.find(answer => answer.errors)?.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.condition.questionId' }] },
    });
  });

  test('keeps a question and its answers while others depend on them', async () => {
    const { diet, which } = await asking();
    const remove = `mutation { deleteQuestion(id: "${diet}") }`;
    expect(await events.refusal(owner, remove)).toMatchObject({ code: 'QUESTION_IN_USE', questionIds: [which] });
    const input = { kind: 'SINGLE_CHOICE', label: 'Menu', choices: ['Fish'] };
    expect(await events.refusal(owner, UPDATE, { id: diet, input })).toMatchObject({
      issues: [{ path: 'input.choices' }],
    });
  });

  test.each([
    [{ kind: 'SINGLE_CHOICE', label: 'X' }, 'input.choices'],
    [{ kind: 'NUMBER', label: 'X', choices: ['1'] }, 'input.choices'],
    [{ kind: 'SINGLE_CHOICE', label: 'X', choices: ['A', 'A'] }, 'input.choices'],
    [{ kind: 'NUMBER', label: ' ' }, 'input.label'],
    [{ kind: 'NUMBER', label: 'X', ticketTypeIds: ['nothing'] }, 'input.ticketTypeIds.0'],
    [{ kind: 'NUMBER', label: 'X', condition: { questionId: 'nothing', values: ['A'] } }, 'input.condition.questionId'],
  ])('is told what is wrong with %o', async (input, path) => {
    const event = await createEvent(events, owner);
    expect(await events.refusal(owner, CREATE, { eventId: event.id, input })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path }] },
    });
  });

  test('asks fifty questions at most, and none at the event of another tenant', async () => {
    const event = await createEvent(events, owner);
    const input = { kind: 'YES_NO', label: 'X' };
    expect(await events.refusal(stranger, CREATE, { eventId: event.id, input })).toMatchObject({ code: 'NOT_FOUND' });
    await events.rows(
      `insert into question (id, organization_id, event_id, kind, label, required, sort_order)
       select gen_random_uuid(), ?, ?, 'YES_NO', 'X', false, n from generate_series(1, 50) n`,
      [owner.organizationId, event.id],
    );
    expect(await events.refusal(owner, CREATE, { eventId: event.id, input })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('gets what was made first for the same key, or nothing if that was deleted since', async () => {
    const event = await createEvent(events, owner);
    const input = { kind: 'YES_NO', label: 'X', idempotencyKey: newId() };
    const create = () => events.data<{ createQuestion: { id: string } }>(owner, CREATE, { eventId: event.id, input });
    const { createQuestion: first } = await create();
    expect((await create()).createQuestion.id).toBe(first.id);
    await events.data(owner, `mutation { deleteQuestion(id: "${first.id}") }`);
    expect(await events.refusal(owner, CREATE, { eventId: event.id, input })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('changes what it names, and the rest stays', async () => {
    const { diet } = await asking();
    const input = { kind: 'SINGLE_CHOICE', label: 'Menu' };
    expect(await events.data(owner, UPDATE, { id: diet, input })).toEqual({
      updateQuestion: { label: 'Menu', choices: ['Everything', 'Other'], required: true },
    });
  });

  test('gets the questions with a duplicate of the event, with conditions among themselves', async () => {
    const { event } = await asking();
    const { duplicateEvent } = await events.data<{
      duplicateEvent: { questions: { id: string; label: string; condition: { questionId: string } | null }[] };
    }>(
      owner,
      `mutation { duplicateEvent(id: "${event.id}", startsAt: "2030-01-01T19:00:00Z") {
         questions { id label condition { questionId } } } }`,
    );
    const [diet, which] = duplicateEvent.questions;
    expect([diet?.label, which?.label]).toEqual(['What do you eat?', 'Which?']);
    expect(which?.condition?.questionId).toBe(diet?.id);
  });
});

test('a ticket that goes to someone else keeps none of the answers of the one before', async () => {
  const asked = await asking();
  const answers = [{ questionId: asked.diet, values: ['Everything'] }];
  const { tickets } = await sold(asked, answers, answers);
  const [passed, kept] = tickets.map(ticket => ticket.ticketId);
  const transfer = 'mutation($id: ID!, $input: TransferInput!) { transferTicket(id: $id, input: $input) { id } }';
  const give = (id: string, email: string) => events.data(owner, transfer, { id, input: { name: 'Grace', email } });
  expect(await answersOf(passed!)).toHaveLength(1);
  await give(passed!, 'grace@example.org');
  expect(await answersOf(passed!)).toEqual([]);
  expect(await answersOf(kept!), 'others of the order are as they were').toHaveLength(1);
  await events.rows(`update ticket set attendee_email = 'ada@example.org' where id = ?`, [kept]);
  await give(kept!, 'Ada@Example.org');
  expect(await answersOf(kept!), 'a corrected name is the same person').toHaveLength(1);
});
