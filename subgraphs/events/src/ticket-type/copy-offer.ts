import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@ticketbase/kernel';
import { AddOnGroupEntity } from '../add-on/add-on-group.entity.ts';
import type { Event } from '../event/event.entity.ts';
import { QuestionEntity } from '../question/question.entity.ts';
import { newTicketType } from './new-ticket-type.ts';
import { TicketTypeEntity } from './ticket-type.entity.ts';

/**
 * Gives a stored event what another event offers: its ticket types, groups of add-ons and questions, with its sales
 * moved by `move`. Nothing of it is sold. Runs in the transaction that made the event. Gives the new ids of its ticket
 * types by those that they are like.
 */
export async function copyOffer(
  tx: EntityManager,
  from: Pick<Event, 'id'>,
  to: Pick<Event, 'id' | 'organizationId' | 'currency'>,
  move: <Time extends Date | null>(time: Time) => Time,
): Promise<ReadonlyMap<string, string>> {
  const types = await tx.find(TicketTypeEntity, { eventId: from.id });
  const groups = await tx.find(AddOnGroupEntity, { eventId: from.id });
  const questions = await tx.find(QuestionEntity, { eventId: from.id });
  const ids = new Map([...types, ...groups, ...questions].map(({ id }) => [id, newId()]));
  const owned = (id: string) => ({ id: ids.get(id)!, organizationId: to.organizationId, eventId: to.id });
  const mapped = (given: readonly string[] | null) => given?.flatMap(id => ids.get(id) ?? []) ?? null;
  if (groups.length > 0) {
    await tx.insertMany(
      AddOnGroupEntity,
      groups.map(({ id, name, description, ticketTypeIds, minPerTicket, maxPerTicket, soldAlone, sortOrder }) => ({
        ...{ ...owned(id), name, description, ticketTypeIds: mapped(ticketTypeIds) },
        ...{ minPerTicket, maxPerTicket, soldAlone, sortOrder },
      })),
    );
  }
  if (types.length > 0) {
    await tx.insertMany(
      TicketTypeEntity,
      types.map(type => ({
        ...newTicketType(to, {
          ...type,
          price: type.priceAmount,
          addOnGroupId: type.addOnGroupId && ids.get(type.addOnGroupId)!,
          salesStartAt: move(type.salesStartAt),
          salesEndAt: move(type.salesEndAt),
        }),
        ...owned(type.id),
      })),
    );
  }
  if (questions.length > 0) {
    await tx.insertMany(
      QuestionEntity,
      questions.map(({ id, kind, label, helpText, required, choices, dependsOnValues, sortOrder, ...question }) => ({
        ...{ ...owned(id), kind, label, helpText, required, choices, dependsOnValues, sortOrder },
        ticketTypeIds: mapped(question.ticketTypeIds),
        dependsOn: question.dependsOn && ids.get(question.dependsOn)!,
      })),
    );
  }
  return new Map(types.map(({ id }) => [id, ids.get(id)!]));
}
