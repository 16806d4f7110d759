import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { Event } from '../event/event.entity.ts';
import { lockEditable, recordUpdate } from '../event/lock-event.ts';
import { lockStock } from '../hold/stock.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { type TicketType, TicketTypeEntity, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import type { TicketTypeService } from '../ticket-type/ticket-type.service.ts';
import { AddOnGroupInUseError } from './add-on.errors.ts';
import { type AddOnGroup, AddOnGroupEntity } from './add-on-group.entity.ts';
import { type AddOnGroupInput, type AddOnGroupValues, addOnGroupInput } from './add-on-group.input.ts';

const MOST_GROUPS = 50;
const allTenants = { filters: { tenant: false } } as const;

/** The groups of add-ons of events. They are seen with their event. */
export class AddOnGroupService {
  private readonly scope: RequestScope;
  private readonly ticketTypes: TicketTypeService;

  constructor(scope: RequestScope, ticketTypes: TicketTypeService) {
    this.scope = scope;
    this.ticketTypes = ticketTypes;
  }

  private readonly byEvent = new DataLoader<string, AddOnGroup[]>(async eventIds => {
    const where = { eventId: { $in: [...eventIds] } };
    const options = { ...allTenants, refresh: true, orderBy: { sortOrder: 'asc', id: 'asc' } } as const;
    const byEvent = Map.groupBy(await this.scope.em.find(AddOnGroupEntity, where, options), group => group.eventId);
    return eventIds.map(eventId => byEvent.get(eventId) ?? []);
  });

  /** What the tickets of an event that the viewer sees can be had with. */
  ofEvent(event: Pick<Event, 'id'>): Promise<AddOnGroup[]> {
    return this.byEvent.load(event.id);
  }

  /** The group of an add-on that the viewer sees. */
  async ofType(type: Pick<TicketType, 'eventId' | 'addOnGroupId'>): Promise<AddOnGroup | null> {
    if (type.addOnGroupId === null) return null;
    const groups = await this.byEvent.load(type.eventId);
    return groups.find(group => group.id === type.addOnGroupId) ?? null;
  }

  /** What is chosen among, as far as the viewer sees it. */
  async addOns(group: AddOnGroup): Promise<TicketType[]> {
    const types = await this.ticketTypes.ofEventId(group.eventId);
    return types.filter(type => type.addOnGroupId === group.id);
  }

  /** Adds a group to an event. Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE, IDEMPOTENCY_KEY_REUSED. */
  async create(eventId: string, { idempotencyKey: key, ...input }: AddOnGroupInput): Promise<AddOnGroup> {
    const values = parseInput(addOnGroupInput, input);
    const id = await once(
      this.scope,
      { operation: 'createAddOnGroup', key, input: { eventId, ...input } },
      async tx => {
        const event = await lockEditable(tx, eventId);
        if ((await tx.count(AddOnGroupEntity, { eventId: event.id })) >= MOST_GROUPS) {
          throw new BadUserInputError([{ path: 'eventId', message: `Has ${MOST_GROUPS} groups already.` }]);
        }
        const group = groupOf({ ...blank(event), ...defined(values) });
        await this.check(tx, group);
        await tx.insert(AddOnGroupEntity, group);
        await recordUpdate(tx, event, [`addOnGroups.${group.name}`], this.scope);
        return group.id;
      },
    );
    return this.reload(id);
  }

  /** Changes a group; carts that hold tickets already keep what they hold. Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE. */
  async update(id: string, { idempotencyKey: _, ...input }: AddOnGroupInput): Promise<AddOnGroup> {
    const values = parseInput(addOnGroupInput, input);
    await this.scope.em.transactional(async tx => {
      const { event, group } = await this.lock(tx, id);
      const next = groupOf({ ...group, ...defined(values) });
      await this.check(tx, next);
      const { id: _id, organizationId: _organizationId, eventId: _eventId, ...changes } = next;
      await tx.nativeUpdate(AddOnGroupEntity, { id: group.id }, changes);
      await recordUpdate(tx, event, [`addOnGroups.${next.name}`], this.scope);
    });
    return this.reload(id);
  }

  /** Deletes a group without add-ons. Throws NOT_FOUND, EVENT_NOT_EDITABLE, ADD_ON_GROUP_IN_USE. */
  async delete(id: string): Promise<boolean> {
    await this.scope.em.transactional(async tx => {
      const { event, group } = await this.lock(tx, id);
      if ((await tx.count(TicketTypeEntity, { addOnGroupId: group.id })) > 0) throw new AddOnGroupInUseError();
      await tx.nativeDelete(AddOnGroupEntity, { id: group.id });
      await recordUpdate(tx, event, [`addOnGroups.${group.name}`], this.scope);
    });
    this.forget();
    return true;
  }

  /** Throws NOT_FOUND, such as for a repeated creation of what was deleted since. */
  private async reload(id: string): Promise<AddOnGroup> {
    this.forget();
    const group = await this.scope.em.findOne(AddOnGroupEntity, { id });
    if (!group) throw new NotFoundError('The add-on group');
    return group;
  }

  private forget(): void {
    this.scope.em.clear();
    this.byEvent.clearAll();
  }

  /** The group of the tenant's, while nobody else changes its event or takes of its stock. */
  private async lock(tx: EntityManager, id: string): Promise<{ event: Event; group: AddOnGroup }> {
    const seen = isId(id) ? await tx.findOne(AddOnGroupEntity, { id }) : null;
    if (!seen) throw new NotFoundError('The add-on group');
    const event = await lockEditable(tx, seen.eventId);
    await lockStock(tx, event.id);
    const group = await tx.findOne(AddOnGroupEntity, { id }, { refresh: true });
    if (!group) throw new NotFoundError('The add-on group');
    return { event, group };
  }

  /** Throws BAD_USER_INPUT. */
  private async check(tx: EntityManager, group: AddOnGroup): Promise<void> {
    if (group.maxPerTicket !== null && group.maxPerTicket < group.minPerTicket) {
      throw new BadUserInputError([{ path: 'input.maxPerTicket', message: 'Must not be less than minPerTicket.' }]);
    }
    if (group.ticketTypeIds === null) return;
    const types = await tx.find(TicketTypeEntity, { eventId: group.eventId, kind: TicketTypeKind.ADMISSION });
    const known = new Set(types.map(type => type.id));
    const issues = group.ticketTypeIds.flatMap((ticketTypeId, index) =>
      known.has(ticketTypeId)
        ? []
        : [{ path: `input.ticketTypeIds.${index}`, message: 'Is no type of admission of this event.' }],
    );
    if (issues.length > 0) throw new BadUserInputError(issues);
  }
}

type Draft = Pick<AddOnGroup, 'id' | 'organizationId' | 'eventId'> & AddOnGroupValues;

const blank = ({ id: eventId, organizationId }: Event) => ({ id: newId(), organizationId, eventId });

/** What was left out of an update stays. */
const defined = (values: AddOnGroupValues): AddOnGroupValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as AddOnGroupValues;

/** A group with the defaults of what is null or was not given. */
function groupOf(draft: Draft): AddOnGroup {
  return {
    ...{ id: draft.id, organizationId: draft.organizationId, eventId: draft.eventId, name: draft.name },
    description: draft.description || null,
    ticketTypeIds: draft.ticketTypeIds?.map(id => id.toLowerCase()) ?? null,
    minPerTicket: draft.minPerTicket ?? 0,
    maxPerTicket: draft.maxPerTicket ?? null,
    soldAlone: draft.soldAlone ?? false,
    sortOrder: draft.sortOrder ?? 0,
  } as AddOnGroup;
}
