import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { Event } from '../event/event.entity.ts';
import { lockEditable, recordUpdate } from '../event/lock-event.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { type TicketType, TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import { isAskedFor } from './answer.policy.ts';
import { type Question, QuestionEntity } from './question.entity.ts';
import { QuestionInUseError } from './question.errors.ts';
import { type QuestionInput, type QuestionValues, questionInput } from './question.input.ts';
import { conditionIssues } from './question.policy.ts';

const MOST_QUESTIONS = 50;
const allTenants = { filters: { tenant: false } } as const;

/** The questions of events. They are seen with their event. */
export class QuestionService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byEvent = new DataLoader<string, Question[]>(async eventIds => {
    const where = { eventId: { $in: [...eventIds] } };
    const options = { ...allTenants, refresh: true, orderBy: { sortOrder: 'asc', id: 'asc' } } as const;
    const byEvent = Map.groupBy(await this.scope.em.find(QuestionEntity, where, options), question => question.eventId);
    return eventIds.map(eventId => byEvent.get(eventId) ?? []);
  });

  /** What attendees of an event that the viewer sees are asked. */
  ofEvent(event: Pick<Event, 'id'>): Promise<Question[]> {
    return this.byEvent.load(event.id);
  }

  /** What the holder of a ticket of this type is asked. */
  async ofType(type: TicketType): Promise<Question[]> {
    return (await this.byEvent.load(type.eventId)).filter(question => isAskedFor(question, type));
  }

  /** Adds a question to an event. Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE, IDEMPOTENCY_KEY_REUSED. */
  async create(eventId: string, { idempotencyKey: key, ...input }: QuestionInput): Promise<Question> {
    const values = parseInput(questionInput, input);
    const id = await once(this.scope, { operation: 'createQuestion', key, input: { eventId, ...input } }, async tx => {
      const event = await lockEditable(tx, eventId);
      const others = await tx.find(QuestionEntity, { eventId: event.id });
      if (others.length >= MOST_QUESTIONS) {
        throw new BadUserInputError([{ path: 'eventId', message: `Has ${MOST_QUESTIONS} questions already.` }]);
      }
      const { organizationId } = event;
      const question = questionOf({ id: newId(), organizationId, eventId: event.id }, values);
      await check(tx, question, others);
      await tx.insert(QuestionEntity, question);
      await recordUpdate(tx, event, [`questions.${question.label}`], this.scope);
      return question.id;
    });
    return this.reload(id);
  }

  /**
   * Changes a question. Answers that were given keep the text that they answered.
   * Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE.
   */
  async update(id: string, { idempotencyKey: _, ...input }: QuestionInput): Promise<Question> {
    const values = parseInput(questionInput, input);
    await this.scope.em.transactional(async tx => {
      const { event, question, others } = await this.lock(tx, id);
      const next = questionOf(question, { ...keptBy(question, values), ...defined(values) });
      await check(tx, next, others);
      const { id: _id, organizationId: _organizationId, eventId: _eventId, ...changes } = next;
      await tx.nativeUpdate(QuestionEntity, { id: question.id }, changes);
      await recordUpdate(tx, event, [`questions.${next.label}`], this.scope);
    });
    return this.reload(id);
  }

  /** Deletes a question; what was answered stays. Throws NOT_FOUND, EVENT_NOT_EDITABLE, QUESTION_IN_USE. */
  async delete(id: string): Promise<boolean> {
    await this.scope.em.transactional(async tx => {
      const { event, question, others } = await this.lock(tx, id);
      const dependent = others.filter(other => other.dependsOn === question.id);
      if (dependent.length > 0) throw new QuestionInUseError(dependent.map(other => other.id));
      await tx.nativeDelete(QuestionEntity, { id: question.id });
      await recordUpdate(tx, event, [`questions.${question.label}`], this.scope);
    });
    this.forget();
    return true;
  }

  /** Throws NOT_FOUND, such as for a repeated creation of what was deleted since. */
  private async reload(id: string): Promise<Question> {
    this.forget();
    const question = await this.scope.em.findOne(QuestionEntity, { id });
    if (!question) throw new NotFoundError('The question');
    return question;
  }

  private forget(): void {
    this.scope.em.clear();
    this.byEvent.clearAll();
  }

  /** The question of the tenant's and the others of its event, none of which anybody else changes meanwhile. */
  private async lock(tx: EntityManager, id: string): Promise<{ event: Event; question: Question; others: Question[] }> {
    const seen = isId(id) ? await tx.findOne(QuestionEntity, { id }) : null;
    if (!seen) throw new NotFoundError('The question');
    const event = await lockEditable(tx, seen.eventId);
    const questions = await tx.find(QuestionEntity, { eventId: event.id }, { refresh: true });
    const question = questions.find(each => each.id === seen.id);
    if (!question) throw new NotFoundError('The question');
    return { event, question, others: questions.filter(each => each.id !== seen.id) };
  }
}

/** Throws BAD_USER_INPUT. */
async function check(tx: EntityManager, question: Question, others: readonly Question[]): Promise<void> {
  const issues = conditionIssues(question, others);
  if (question.ticketTypeIds !== null) {
    const types = await tx.find(TicketTypeEntity, { eventId: question.eventId });
    const known = new Set(types.map(type => type.id));
    for (const [index, id] of question.ticketTypeIds.entries()) {
      if (known.has(id)) continue;
      issues.push({ path: `input.ticketTypeIds.${index}`, message: 'Is not a ticket type of this event.' });
    }
  }
  if (issues.length > 0) throw new BadUserInputError(issues);
}

const isChoice = (kind: Question['kind']) => kind === 'SINGLE_CHOICE' || kind === 'MULTIPLE_CHOICE';

/** A question with the defaults of what is null or was not given. Throws BAD_USER_INPUT for a choice among nothing. */
function questionOf(of: Pick<Question, 'id' | 'organizationId' | 'eventId'>, values: QuestionValues): Question {
  if (isChoice(values.kind) && !values.choices) {
    throw new BadUserInputError([{ path: 'input.choices', message: 'Goes with a choice: what is chosen among.' }]);
  }
  return {
    ...{ id: of.id, organizationId: of.organizationId, eventId: of.eventId, kind: values.kind, label: values.label },
    helpText: values.helpText || null,
    required: values.required ?? false,
    choices: values.choices ?? null,
    ticketTypeIds: values.ticketTypeIds ?? null,
    dependsOn: values.condition?.questionId ?? null,
    dependsOnValues: values.condition?.values ?? null,
    sortOrder: values.sortOrder ?? 0,
  } as Question;
}

const defined = (values: QuestionValues): QuestionValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as QuestionValues;

/** What an update leaves as it is, where it is left out. Choices go with a kind that has none. */
function keptBy(question: Question, { kind }: QuestionValues): Partial<QuestionValues> {
  const { helpText, required, choices, ticketTypeIds, dependsOn, dependsOnValues, sortOrder } = question;
  const condition = dependsOn === null ? null : { questionId: dependsOn, values: dependsOnValues! };
  return { helpText, required, choices: isChoice(kind) ? choices : null, ticketTypeIds, condition, sortOrder };
}
