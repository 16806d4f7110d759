import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../context.ts';
import { openRooms } from './room-book.ts';
import { CALLED_NOW } from './room-clock.ts';
import { type WaitingRoom, WaitingRoomEntity } from './waiting-room.entity.ts';
import { type UpdateWaitingRoomInput, updateWaitingRoomInput } from './waiting-room.input.ts';

const RATE_PER_MINUTE = 100;
const ADMISSION_MINUTES = 10;

/** Makes the present the base of the counter, so that what changes now changes nothing that was called before. */
const REBASE = `base_served = ${CALLED_NOW}, base_at = greatest(base_at, clock_timestamp()), updated_at = clock_timestamp()`;

/** The waiting rooms of the viewer's organization. */
export class WaitingRoomAdminService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Sets up the waiting room of an event, or changes it; a new rate counts from now on. The opening is fixed once it was.
   * Returns the event's id. Throws NOT_FOUND, BAD_USER_INPUT.
   */
  async update(eventId: string, input: UpdateWaitingRoomInput): Promise<string> {
    const { commands, em, requestId, viewer } = this.scope;
    const values = parseInput(updateWaitingRoomInput, input);
    const organizationId = viewer.requireOrganization();
    if (!isId(eventId)) throw new NotFoundError('The event');
    // Only the organization's own events are known to a command in its name.
    await commands.saleFacts(eventId, { organizationId, requestId });
    await em.transactional(async tx => {
      await tx.execute(
        `insert into waiting_room (event_id, organization_id, enabled, paused, rate_per_minute, admission_minutes, opens_at,
           shuffled, issued, base_served, base_at, lapsed, mark_served, mark_at, updated_at)
         values (?, ?, false, false, ${RATE_PER_MINUTE}, ${ADMISSION_MINUTES}, now(), 0, 0, 0, now(), 0, 0, now(), now())
         on conflict (event_id) do nothing`,
        [eventId, organizationId],
      );
      const room = await this.lock(tx, eventId);
      const next = {
        enabled: values.enabled ?? room.enabled,
        ratePerMinute: values.ratePerMinute ?? room.ratePerMinute,
        admissionMinutes: values.admissionMinutes ?? room.admissionMinutes,
        opensAt: values.opensAt ?? room.opensAt,
      };
      if (room.openedAt !== null && next.opensAt.getTime() !== room.opensAt.getTime()) {
        throw new BadUserInputError([{ path: 'input.opensAt', message: 'Is past: the waiting room has opened.' }]);
      }
      const changed = (['enabled', 'ratePerMinute', 'admissionMinutes', 'opensAt'] as const).filter(
        field => String(next[field]) !== String(room[field]),
      );
      if (changed.length === 0) return;
      await tx.execute(
        `update waiting_room
            set ${REBASE}, enabled = ?, rate_per_minute = ?, admission_minutes = ?, opens_at = ?,
                mark_at = case when enabled then mark_at else clock_timestamp() end
          where event_id = ? and organization_id = ?`,
        [next.enabled, next.ratePerMinute, next.admissionMinutes, next.opensAt, eventId, organizationId],
      );
      await openRooms(tx, eventId);
      const payload = { eventId, changed, ratePerMinute: next.ratePerMinute };
      await recordEvents(tx, domainEvent('waiting_room.updated', payload, this.scope));
    });
    this.forget(eventId);
    return eventId;
  }

  /** Calls nobody until it is resumed; the line stays as it is. Throws NOT_FOUND. */
  pause(eventId: string): Promise<string> {
    return this.setPaused(eventId, true);
  }

  /** Goes on where it was paused. Throws NOT_FOUND. */
  resume(eventId: string): Promise<string> {
    return this.setPaused(eventId, false);
  }

  private async setPaused(eventId: string, paused: boolean): Promise<string> {
    const organizationId = this.scope.viewer.requireOrganization();
    await this.scope.em.transactional(async tx => {
      const room = await this.lock(tx, eventId);
      if (room.paused === paused) return;
      await tx.execute(
        `update waiting_room set ${REBASE}, paused = ?, mark_at = clock_timestamp() where event_id = ? and organization_id = ?`,
        [paused, eventId, organizationId],
      );
      const name = paused ? 'waiting_room.paused' : 'waiting_room.resumed';
      await recordEvents(tx, domainEvent(name, { eventId }, this.scope));
    });
    this.forget(eventId);
    return eventId;
  }

  private async lock(tx: EntityManager, eventId: string): Promise<WaitingRoom> {
    if (!isId(eventId)) throw new NotFoundError('The waiting room');
    await tx.execute('select 1 from waiting_room where event_id = ? for update', [eventId]);
    const room = await tx.findOne(WaitingRoomEntity, { eventId }, { disableIdentityMap: true });
    if (!room) throw new NotFoundError('The waiting room');
    return room;
  }

  private forget(eventId: string): void {
    this.scope.em.clear();
    this.scope.rooms.forget(eventId);
  }
}
