import type { AnyDomainEvent } from '@ticketbase/kernel';
import type { Measures, Rollup } from '../store/documents.ts';
import type { TenantCollection, TenantUpdate } from '../store/tenant-collection.ts';
import type { DAY } from '../time/buckets.ts';
import { emptyRollup, type QUARTER_HOUR, rollupChanges } from './rollup-changes.ts';

type Unit = typeof QUARTER_HOUR | typeof DAY;
type Sums = Partial<Record<keyof Measures, number>>;

/** What some domain events add to one rollup. */
interface Addition {
  readonly empty: Omit<Rollup, 'organizationId'>;
  /** By the domain event's id. */
  readonly byEvent: Map<string, Sums>;
}

/** The rollups of one unit and tenant: counts domain events in them, each once however often it is counted. */
export class RollupCounting {
  private readonly rollups: TenantCollection<Rollup>;
  private readonly additions: readonly Addition[];

  constructor(
    rollups: TenantCollection<Rollup>,
    unit: Unit,
    organizationId: string,
    events: readonly AnyDomainEvent[],
  ) {
    this.rollups = rollups;
    this.additions = additionsOf(unit, organizationId, events);
  }

  /**
   * Counts the events and notes their ids in `pending`: one update per rollup, which does not match where one of them is
   * noted already. Should that be so, because an earlier attempt was interrupted, they are counted one by one.
   */
  async count(): Promise<void> {
    await this.rollups.insertAllOnce(this.additions.map(({ empty }) => empty));
    const together = this.additions.map(addition => counted(addition, [...addition.byEvent.keys()]));
    if ((await this.rollups.write(together)) === together.length) return;
    const oneByOne = this.additions.flatMap(addition =>
      [...addition.byEvent.keys()].map(eventId => counted(addition, [eventId])),
    );
    await this.rollups.write(oneByOne);
  }

  /** Forgets the events where they are noted; should this be interrupted, an id stays noted, which harms nothing. */
  async forget(): Promise<void> {
    await this.rollups.write(
      this.additions.map(({ empty, byEvent }) => ({
        filter: { _id: empty._id },
        update: { $pullAll: { pending: [...byEvent.keys()] } },
      })),
    );
  }
}

function counted({ empty, byEvent }: Addition, eventIds: readonly string[]): TenantUpdate<Rollup> {
  const sums: Sums = {};
  for (const eventId of eventIds) {
    for (const [measure, value] of Object.entries(byEvent.get(eventId)!) as [keyof Measures, number][]) {
      sums[measure] = (sums[measure] ?? 0) + value;
    }
  }
  return {
    filter: { _id: empty._id, pending: { $nin: [...eventIds] } },
    update: { $inc: sums, $push: { pending: { $each: [...eventIds] } } },
  };
}

function additionsOf(unit: Unit, organizationId: string, events: readonly AnyDomainEvent[]): Addition[] {
  const additions = new Map<string, Addition>();
  for (const event of events) {
    const occurredAt = Date.parse(event.occurredAt);
    for (const change of rollupChanges(event)) {
      const empty = emptyRollup(organizationId, occurredAt, unit, change);
      const addition = additions.get(empty._id) ?? { empty, byEvent: new Map() };
      addition.byEvent.set(event.id, { ...change.add });
      additions.set(empty._id, addition);
    }
  }
  return [...additions.values()];
}
