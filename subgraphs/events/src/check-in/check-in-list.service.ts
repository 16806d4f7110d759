import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { EventEntity } from '../event/event.entity.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import type { Door } from './admission.policy.ts';
import { CheckInEntity } from './check-in.entity.ts';
import { CheckInListInUseError, TooManyCheckInListsError } from './check-in.errors.ts';
import { type CheckInList, CheckInListEntity, CheckInListTypeEntity } from './check-in-list.entity.ts';
import { type CheckInListInput, checkInListInput } from './check-in-list.type.ts';

const MOST_LISTS = 50;

/** A list with what it takes. The door of an event is one too, without a row. */
export interface SeenCheckInList {
  /** The event's id at its door. */
  readonly id: string;
  readonly eventId: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly ticketTypeIds: readonly string[] | null;
}

export interface TypeCount {
  readonly ticketTypeId: string;
  readonly expected: number;
  readonly checkedIn: number;
}

/** The check-in lists of the viewer's organization, and how far they are. */
export class CheckInListService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly counts = new DataLoader<SeenCheckInList, TypeCount[], string>(lists => this.count(lists), {
    cacheKeyFn: list => list.id,
  });

  /** The door of an event and its lists, the door first. Throws NOT_FOUND. */
  async ofEvent(eventId: string): Promise<SeenCheckInList[]> {
    await this.requireEvent(this.scope.em, eventId);
    const lists = await this.scope.em.find(
      CheckInListEntity,
      { eventId },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    return [doorOf(eventId), ...(await this.withTypes(this.scope.em, lists))];
  }

  /** The list with this id. Throws NOT_FOUND. */
  async find(id: string): Promise<SeenCheckInList> {
    const list = isId(id) ? await this.scope.em.findOne(CheckInListEntity, { id }, { refresh: true }) : null;
    if (list) return (await this.withTypes(this.scope.em, [list]))[0]!;
    await this.requireEvent(this.scope.em, id);
    return doorOf(id.toLowerCase());
  }

  /** Where tickets are shown: null is the door of whichever event. Throws NOT_FOUND. */
  async door(listId: string | null | undefined): Promise<Door> {
    if (listId == null) return ANY_DOOR;
    const { id, eventId, isDefault, ticketTypeIds } = await this.find(listId);
    return { eventId, listId: isDefault ? null : id, ticketTypeIds };
  }

  /** The same for many, by the id as it was given; null stands for no list. Those that there are. */
  async doors(listIds: ReadonlyArray<string | null | undefined>): Promise<ReadonlyMap<string | null, Door>> {
    const ids = [...new Set(listIds.flatMap(id => (id ? [id] : [])))];
    const where = { id: { $in: ids } };
    const found = ids.length > 0 ? await this.scope.em.find(CheckInListEntity, where) : [];
    const lists = await this.withTypes(this.scope.em, found);
    const events = ids.length > found.length ? await this.scope.em.find(EventEntity, where, { fields: ['id'] }) : [];
    return new Map<string | null, Door>([
      [null, ANY_DOOR],
      ...events.map(({ id }) => [id, { eventId: id, listId: null, ticketTypeIds: null }] as const),
      ...lists.map(({ id, eventId, ticketTypeIds }) => [id, { eventId, listId: id, ticketTypeIds }] as const),
    ]);
  }

  /** How many good tickets of each type the list takes, and how many are in. */
  countsOf(list: SeenCheckInList): Promise<TypeCount[]> {
    return this.counts.load(list);
  }

  /** Throws NOT_FOUND, BAD_USER_INPUT, TOO_MANY_CHECK_IN_LISTS, IDEMPOTENCY_KEY_REUSED. */
  async create(eventId: string, input: CheckInListInput, key: string | null | undefined): Promise<SeenCheckInList> {
    const values = parseInput(checkInListInput, input);
    const id = await once(
      this.scope,
      { operation: 'createCheckInList', key, input: { eventId, ...values } },
      async tx => {
        const organizationId = await this.requireEvent(tx, eventId);
        await tx.execute('select 1 from event where id = ? for no key update', [eventId]);
        await this.checkInput(tx, eventId, values, null);
        if ((await tx.count(CheckInListEntity, { eventId })) >= MOST_LISTS)
          throw new TooManyCheckInListsError(MOST_LISTS);
        const { name, ticketTypeIds } = values;
        const list = { id: newId(), organizationId, eventId, name, allTypes: !ticketTypeIds, createdAt: new Date() };
        await tx.insert(CheckInListEntity, list);
        await this.writeTypes(tx, list.id, ticketTypeIds);
        await this.record(tx, list, 'CREATED');
        return list.id;
      },
    );
    return this.find(id);
  }

  /** Changes what a list is called and takes; its check-ins stay. Throws NOT_FOUND, BAD_USER_INPUT. */
  async update(id: string, input: CheckInListInput): Promise<SeenCheckInList> {
    const values = parseInput(checkInListInput, input);
    await this.scope.em.transactional(async tx => {
      const list = await this.lock(tx, id);
      await this.checkInput(tx, list.eventId, values, list.id);
      await tx.nativeUpdate(CheckInListEntity, { id: list.id }, { name: values.name, allTypes: !values.ticketTypeIds });
      await tx.nativeDelete(CheckInListTypeEntity, { listId: list.id });
      await this.writeTypes(tx, list.id, values.ticketTypeIds);
      await this.record(tx, { ...list, name: values.name }, 'UPDATED');
    });
    this.scope.em.clear();
    return this.find(id);
  }

  /** Throws NOT_FOUND, CHECK_IN_LIST_IN_USE. */
  async delete(id: string): Promise<boolean> {
    await this.scope.em.transactional(async tx => {
      const list = await this.lock(tx, id);
      if ((await tx.count(CheckInEntity, { listId: list.id })) > 0) throw new CheckInListInUseError();
      await tx.nativeDelete(CheckInListEntity, { id: list.id });
      await this.record(tx, list, 'DELETED');
    });
    this.scope.em.clear();
    return true;
  }

  private async lock(tx: EntityManager, id: string): Promise<CheckInList> {
    if (!isId(id)) throw new NotFoundError('The check-in list');
    await tx.execute('select 1 from check_in_list where id = ? for update', [id]);
    const list = await tx.findOne(CheckInListEntity, { id }, { refresh: true });
    if (!list) throw new NotFoundError('The check-in list');
    return list;
  }

  private async requireEvent(em: EntityManager, id: string): Promise<string> {
    const event = isId(id) ? await em.findOne(EventEntity, { id }) : null;
    if (!event) throw new NotFoundError('The event');
    return event.organizationId;
  }

  private async checkInput(
    tx: EntityManager,
    eventId: string,
    { name, ticketTypeIds }: { name: string; ticketTypeIds?: string[] | null },
    except: string | null,
  ): Promise<void> {
    const known = ticketTypeIds ? await tx.find(TicketTypeEntity, { eventId, id: { $in: ticketTypeIds } }) : [];
    const ids = new Set(known.map(type => type.id));
    const issues = (ticketTypeIds ?? []).flatMap((id, index) =>
      ids.has(id.toLowerCase())
        ? []
        : [{ path: `input.ticketTypeIds.${index}`, message: 'Is not a ticket type of this event.' }],
    );
    const same = await tx.findOne(CheckInListEntity, { eventId, name });
    if (same && same.id !== except) issues.push({ path: 'input.name', message: 'Is the name of another list.' });
    if (issues.length > 0) throw new BadUserInputError(issues);
  }

  private async writeTypes(tx: EntityManager, listId: string, ticketTypeIds: readonly string[] | null | undefined) {
    const rows = [...new Set(ticketTypeIds ?? [])].map(ticketTypeId => ({ listId, ticketTypeId }));
    if (rows.length > 0) await tx.insertMany(CheckInListTypeEntity, rows);
  }

  private async withTypes(em: EntityManager, lists: readonly CheckInList[]): Promise<SeenCheckInList[]> {
    if (lists.length === 0) return [];
    const rows = await em.find(CheckInListTypeEntity, { listId: { $in: lists.map(list => list.id) } });
    const byList = Map.groupBy(rows, row => row.listId);
    return lists.map(({ id, eventId, name, allTypes }) => ({
      ...{ id, eventId, name, isDefault: false },
      ticketTypeIds: allTypes ? null : (byList.get(id) ?? []).map(row => row.ticketTypeId),
    }));
  }

  private async count(lists: readonly SeenCheckInList[]): Promise<TypeCount[][]> {
    const asked = lists.map(list => ({
      ...{ id: list.id, event_id: list.eventId, list_id: list.isDefault ? null : list.id },
      type_ids: list.ticketTypeIds,
    }));
    const rows = await this.scope.em.execute<(TypeCount & { id: string })[]>(
      `select l.id, k.ticket_type_id as "ticketTypeId", count(*)::int as expected, count(c.id)::int as "checkedIn"
         from jsonb_to_recordset(?::jsonb) as l(id uuid, event_id uuid, list_id uuid, type_ids jsonb)
         join ticket k on k.event_id = l.event_id and k.organization_id = ? and k.status in ('VALID', 'USED')
              and case when l.type_ids is null then k.admits else jsonb_exists(l.type_ids, k.ticket_type_id::text) end
         left join check_in c on c.ticket_id = k.id and c.list_id is not distinct from l.list_id
              and c.undone_at is null and c.superseded_at is null
        group by 1, 2`,
      [JSON.stringify(asked), this.scope.viewer.requireOrganization()],
    );
    const byList = Map.groupBy(rows, row => row.id);
    return lists.map(list => byList.get(list.id) ?? []);
  }

  private async record(
    tx: EntityManager,
    { id: listId, eventId, name }: Pick<CheckInList, 'id' | 'eventId' | 'name'>,
    change: 'CREATED' | 'UPDATED' | 'DELETED',
  ): Promise<void> {
    await recordEvents(tx, domainEvent('check_in_list.changed', { listId, eventId, name, change }, this.scope));
  }
}

const ANY_DOOR: Door = { eventId: null, listId: null, ticketTypeIds: null };

const doorOf = (eventId: string): SeenCheckInList => ({
  ...{ id: eventId, eventId, name: 'Door', isDefault: true, ticketTypeIds: null },
});
