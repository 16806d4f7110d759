import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { z } from 'zod';
import { requireNeededAddOns } from '../add-on/add-on.policy.ts';
import { AddOnGroupEntity } from '../add-on/add-on-group.entity.ts';
import { EventEntity, EventStatus } from '../event/event.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import { type Ticket, TicketEntity, TicketStatus } from '../ticket/ticket.entity.ts';
import { seesAnswers } from '../ticket/ticket.policy.ts';
import type { SeenTicket } from '../ticket/ticket.service.ts';
import { TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import { type CheckedAnswer, checkAnswers, type GivenAnswer, isAskedFor } from './answer.policy.ts';
import { type Question, QuestionEntity, type TicketAnswer, TicketAnswerEntity } from './question.entity.ts';
import { AnswersClosedError } from './question.errors.ts';
import { type AnsweredTicket, answersInput, type CheckAnswersInput, checkAnswersInput } from './question.type.ts';

const allTenants = { filters: { tenant: false } } as const;
const IN_ORDER = { ticketId: 'asc', position: 'asc', questionId: 'asc' } as const;
const MOST_TICKETS = 1_000;
const manyTickets = z.array(z.string()).max(MOST_TICKETS, `Must have at most ${MOST_TICKETS} entries.`);

/** What attendees answer: judged before they pay, kept with their tickets, changed later. */
export class AnswerService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byTicket = new DataLoader<string, TicketAnswer[]>(async ticketIds => {
    const where = { ticketId: { $in: [...ticketIds] } };
    const found = await this.scope.em.find(TicketAnswerEntity, where, {
      ...{ ...allTenants, refresh: true, orderBy: IN_ORDER },
    });
    const byTicket = Map.groupBy(found, answer => answer.ticketId);
    return ticketIds.map(ticketId => byTicket.get(ticketId) ?? []);
  });

  /** The answers for a ticket; null for those they do not concern, such as check-in staff. */
  async ofTicket(ticket: Pick<SeenTicket, 'id' | 'access'>): Promise<TicketAnswer[] | null> {
    return seesAnswers(ticket.access) ? this.byTicket.load(ticket.id) : null;
  }

  /** The answers for tickets of the command's tenant, in the order asked for; none for tickets that are not its. */
  async ofTickets(given: readonly string[]): Promise<AnsweredTicket[]> {
    const ticketIds = parseInput(manyTickets, given, 'ticketIds').filter(isId);
    const found = await this.scope.em.find(TicketAnswerEntity, { ticketId: { $in: ticketIds } }, { orderBy: IN_ORDER });
    const byTicket = Map.groupBy(found, answer => answer.ticketId);
    return ticketIds.map(ticketId => ({ ticketId, answers: byTicket.get(ticketId.toLowerCase()) ?? [] }));
  }

  /**
   * Judges what the attendees of a purchase answer, before it is paid, and whether its tickets have the add-ons that
   * they need: an offer of the waitlist was held without any. Returns the answers that count, attendee by attendee, each
   * with the text of its question. Throws BAD_USER_INPUT, ADD_ON_REQUIRED.
   */
  async check(input: CheckAnswersInput): Promise<{ answers: CheckedAnswer[] }[]> {
    const { eventId, tickets, attendees } = parseInput(checkAnswersInput, input);
    const demands = isId(eventId) ? await this.demandsOf(eventId) : { questions: false, addOns: false };
    const isAnswered = attendees.some(({ answers }) => answers.length > 0);
    if (!demands.questions && !demands.addOns && !isAnswered) return attendees.map(() => ({ answers: [] }));
    const types = await this.scope.em.find(TicketTypeEntity, { eventId });
    if (demands.addOns) requireNeededAddOns(await this.scope.em.find(AddOnGroupEntity, { eventId }), types, tickets);
    const questions = demands.questions ? await this.questionsOf(this.scope.em, eventId) : [];
    const typeOf = (id: string) => types.find(type => type.id === id.toLowerCase());
    const checked = attendees.map(({ ticketTypeId, answers }, index) => {
      const type = typeOf(ticketTypeId);
      const path = `input.attendees.${index}`;
      if (type) return checkAnswers(questions, type, answers, `${path}.answers`);
      return {
        answers: [],
        issues: [{ path: `${path}.ticketTypeId`, message: 'Is not a ticket type of this event.' }],
      };
    });
    const unnamed = tickets.flatMap(({ ticketTypeId, quantity }) => {
      const type = typeOf(ticketTypeId);
      const named = attendees.filter(attendee => attendee.ticketTypeId === ticketTypeId).length;
      if (!type || named >= quantity || checkAnswers(questions, type, [], '').issues.length === 0) return [];
      const message = `“${type.name}” asks each attendee something: answer for ${quantity}, not ${named}.`;
      return [{ path: 'input.attendees', message }];
    });
    const issues = [...checked.flatMap(each => each.issues), ...unnamed];
    if (issues.length > 0) throw new BadUserInputError(issues);
    return checked.map(({ answers }) => ({ answers }));
  }

  /**
   * Replaces the answers for a ticket, for its organizer, who need not fill in all that is required. Returns the
   * ticket's id. Throws NOT_FOUND, BAD_USER_INPUT.
   */
  async change(ticketId: string, given: readonly GivenAnswer[]): Promise<string> {
    this.scope.viewer.require('tickets:write');
    const answers = parseInput(answersInput, given, 'answers');
    await this.scope.em.transactional(async tx => {
      const ticket = await this.lockTicket(tx, ticketId);
      await this.replace(tx, ticket, answers, { partial: true });
    });
    this.forget();
    return ticketId;
  }

  /**
   * Replaces the answers for a ticket on behalf of whoever holds its order, until the event begins.
   * Throws NOT_FOUND, BAD_USER_INPUT, ANSWERS_CLOSED.
   */
  async changeForOrder(orderId: string, ticketId: string, given: readonly GivenAnswer[]): Promise<boolean> {
    this.scope.viewer.requireOrganization();
    const answers = parseInput(answersInput, given, 'answers');
    await this.scope.em.transactional(async tx => {
      const ticket = await this.lockTicket(tx, ticketId);
      if (ticket.orderId !== orderId) throw new NotFoundError('The ticket');
      const event = await tx.findOneOrFail(EventEntity, { id: ticket.eventId }, { refresh: true });
      const isOpen = event.status === EventStatus.PUBLISHED && event.startsAt > new Date() && !ticket.transferredAt;
      if (!isOpen || ticket.status !== TicketStatus.VALID) throw new AnswersClosedError();
      await this.replace(tx, ticket, answers, { partial: false });
    });
    this.forget();
    return true;
  }

  /** What was answered to questions that are gone stays, and so does the text of what did not change. */
  private async replace(
    tx: EntityManager,
    ticket: Ticket,
    given: readonly GivenAnswer[],
    options: { readonly partial: boolean },
  ): Promise<void> {
    const type = await tx.findOneOrFail(TicketTypeEntity, { id: ticket.ticketTypeId });
    const questions = await this.questionsOf(tx, ticket.eventId);
    const { answers, issues } = checkAnswers(questions, type, given, 'answers', options);
    if (issues.length > 0) throw new BadUserInputError(issues);
    const before = await tx.find(TicketAnswerEntity, { ticketId: ticket.id });
    const asked = new Set(questions.filter(question => isAskedFor(question, type)).map(question => question.id));
    const same = (old: TicketAnswer) =>
      answers.some(answer => answer.questionId === old.questionId && isSame(answer.values, old.values));
    const kept = before.filter(old => same(old) || !asked.has(old.questionId));
    const isKept = new Set(kept.map(answer => answer.questionId));
    const gone = before.filter(old => !isKept.has(old.questionId));
    const added = answers.filter(answer => !isKept.has(answer.questionId));
    if (gone.length + added.length === 0) return;
    await tx.nativeDelete(TicketAnswerEntity, {
      ticketId: ticket.id,
      questionId: { $in: gone.map(answer => answer.questionId) },
    });
    const places = new Map(questions.map((question, index) => [question.id, index]));
    await insertAnswers(
      tx,
      answerRows(ticket, added, ({ questionId }) => places.get(questionId)!),
    );
    const changed = [...new Set([...gone, ...added].map(answer => answer.label))];
    const { id, eventId, ticketTypeId, orderId, organizationId } = ticket;
    const payload = { ticketId: id, eventId, ticketTypeId, orderId, changed };
    await recordEvents(tx, domainEvent('ticket.answers_changed', payload, { ...this.scope, organizationId }));
  }

  /** Whether an event asks attendees anything, and whether tickets of it need add-ons. Most do neither. */
  private async demandsOf(eventId: string): Promise<{ readonly questions: boolean; readonly addOns: boolean }> {
    const of = [eventId, this.scope.viewer.requireOrganization()];
    const [demands] = await this.scope.em.execute<{ questions: boolean; addOns: boolean }[]>(
      `select exists (select 1 from question where event_id = ? and organization_id = ?) as questions,
              exists (select 1 from add_on_group
                       where event_id = ? and organization_id = ? and min_per_ticket > 0) as "addOns"`,
      [...of, ...of],
    );
    return demands!;
  }

  private questionsOf(em: EntityManager, eventId: string): Promise<Question[]> {
    return em.find(QuestionEntity, { eventId }, { orderBy: { sortOrder: 'asc', id: 'asc' }, refresh: true });
  }

  private async lockTicket(tx: EntityManager, id: string): Promise<Ticket> {
    if (!isId(id)) throw new NotFoundError('The ticket');
    await tx.execute('select 1 from ticket where id = ? for update', [id]);
    const ticket = await tx.findOne(TicketEntity, { id }, { refresh: true });
    if (!ticket) throw new NotFoundError('The ticket');
    return ticket;
  }

  private forget(): void {
    this.scope.em.clear();
    this.byTicket.clearAll();
  }
}

/** Answers as they are kept with a ticket, by default in their order. */
export function answerRows(
  { id: ticketId, organizationId }: Pick<Ticket, 'id' | 'organizationId'>,
  answers: readonly CheckedAnswer[],
  placeOf: (answer: CheckedAnswer, index: number) => number = (_, index) => index,
): TicketAnswer[] {
  const answeredAt = new Date();
  return answers.map((answer, index) => ({
    ...{ ticketId, organizationId, questionId: answer.questionId, position: placeOf(answer, index), answeredAt },
    ...{ kind: answer.kind, label: answer.label, values: [...answer.values] },
  })) as TicketAnswer[];
}

/** Keeps answers, with the tickets that they are for. Must run in their transaction. */
export async function insertAnswers(tx: EntityManager, rows: readonly TicketAnswer[]): Promise<void> {
  if (rows.length > 0) await tx.insertMany(TicketAnswerEntity, [...rows]);
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, index) => value === b[index]);
