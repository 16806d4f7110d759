import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@ticketbase/kernel';
import { CheckInListEntity, CheckInListTypeEntity } from '../check-in/check-in-list.entity.ts';
import { WaitlistEntity } from '../waitlist/waitlist.entity.ts';
import type { Event } from './event.entity.ts';

/**
 * Gives a stored event the check-in lists of another and the rules of its waitlist: nobody was let in, and nobody waits.
 * `types` are its ticket types by those that they are like.
 */
export async function copyDoorAndWaitlist(
  tx: EntityManager,
  from: Pick<Event, 'id'>,
  to: Pick<Event, 'id' | 'organizationId'>,
  types: ReadonlyMap<string, string>,
): Promise<void> {
  const owned = { organizationId: to.organizationId, eventId: to.id };
  const now = new Date();
  const waitlist = await tx.findOne(WaitlistEntity, { eventId: from.id });
  if (waitlist) {
    const { enabled, offerMinutes } = waitlist;
    await tx.insert(WaitlistEntity, { ...owned, enabled, offerMinutes, updatedAt: now, closedAt: null });
  }
  const lists = await tx.find(CheckInListEntity, { eventId: from.id });
  if (lists.length === 0) return;
  const ids = new Map(lists.map(({ id }) => [id, newId()]));
  await tx.insertMany(
    CheckInListEntity,
    lists.map(({ id, name, allTypes }) => ({ ...owned, id: ids.get(id)!, name, allTypes, createdAt: now })),
  );
  const chosen = await tx.find(CheckInListTypeEntity, { listId: { $in: [...ids.keys()] } });
  const rows = chosen.flatMap(({ listId, ticketTypeId }) => {
    const copy = types.get(ticketTypeId);
    return copy ? [{ listId: ids.get(listId)!, ticketTypeId: copy }] : [];
  });
  if (rows.length > 0) await tx.insertMany(CheckInListTypeEntity, rows);
}
