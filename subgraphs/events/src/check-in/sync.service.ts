import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, type DomainEvent, domainEvent, type Issue, newId } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../request-scope.ts';
import type { Scanned, ScanReader } from '../signing/scan-reader.ts';
import { TicketStatus } from '../ticket/ticket.entity.ts';
import { type Door, type Refusal, refusalOf } from './admission.policy.ts';
import type { CheckIn } from './check-in.entity.ts';
import type { CheckInListService } from './check-in-list.service.ts';
import { type LockedTicket, lockTickets, revocationOf, TicketIndex } from './door-tickets.ts';
import { mergeScans, type PlacedScan } from './merge-scans.ts';
import { type OfflineScan, type OfflineScanInput, offlineScans, ScanOutcome, serverTime } from './sync.type.ts';
import { type StoredScan, SyncStore } from './sync-store.ts';

/** A scan with what it was of. */
interface ReadScan extends OfflineScan {
  readonly at: Date;
  readonly scanned: Scanned;
  readonly door: Door;
}

/** What became of a scan, with what is known of its ticket now. */
export interface SyncAnswer extends StoredScan {
  readonly voidedAt: Date | null;
  readonly voidReason: string | null;
  /** The admission that counts now. */
  readonly checkIn: CheckIn | null;
  /** The admission that counted before this earlier one arrived. */
  readonly displaced: CheckIn | null;
}

const OUTCOMES: Readonly<Record<Refusal, ScanOutcome>> = {
  OTHER_EVENT: ScanOutcome.OTHER_EVENT,
  REPLACED: ScanOutcome.VOID,
  VOID: ScanOutcome.VOID,
  DOES_NOT_ADMIT: ScanOutcome.NOT_ON_LIST,
  NOT_ON_LIST: ScanOutcome.NOT_ON_LIST,
};

/** Takes in what devices scanned without a network. */
export class SyncService {
  private readonly scope: RequestScope;
  private readonly lists: CheckInListService;
  private readonly reader: ScanReader;

  constructor(scope: RequestScope, lists: CheckInListService, reader: ScanReader) {
    this.scope = scope;
    this.lists = lists;
    this.reader = reader;
  }

  /**
   * Takes scans in, each once per device and scan id; answers in their order. The number of statements does not depend
   * on the number of scans. Throws BAD_USER_INPUT, and changes nothing then.
   */
  async sync(input: readonly OfflineScanInput[], sentAt: Date): Promise<SyncAnswer[]> {
    const organizationId = this.scope.viewer.require('tickets:check_in');
    const scans = await this.readScans(parseInput(offlineScans, input), sentAt);
    const answers = await this.scope.em.transactional(async tx => {
      const store = new SyncStore(tx, organizationId);
      const tickets = await lockTickets(
        tx,
        organizationId,
        scans.map(scan => scan.scanned),
      );
      const known = new Map((await store.find(scans)).map(scan => [keyOf(scan), scan]));
      const fresh = [...new Map(scans.map(scan => [keyOf(scan), scan])).values()].filter(
        scan => !known.has(keyOf(scan)),
      );
      const index = new TicketIndex(tickets);
      const stored = fresh.length > 0 ? await this.take(tx, store, fresh, index) : [];
      for (const scan of stored) known.set(keyOf(scan), scan);
      const checkIns = await store.checkInsOf(tickets.map(ticket => ticket.id));
      return scans.map(scan => answer(scan, known.get(keyOf(scan))!, index, checkIns));
    });
    this.scope.em.clear();
    return answers;
  }

  private async readScans(given: readonly OfflineScan[], sentAt: Date): Promise<ReadScan[]> {
    const now = new Date();
    const doors = await this.lists.doors(given.map(scan => scan.listId));
    const scanned = await this.reader.readAll(given.map(scan => scan.code));
    const issues: Issue[] = [];
    const scans = given.map((scan, index) => {
      const at = serverTime(scan.scannedAt, sentAt, now);
      const door = doors.get(scan.listId ?? null);
      if (!at) issues.push({ path: `input.${index}.scannedAt`, message: 'Must not be more than 31 days ago.' });
      if (!door) issues.push({ path: `input.${index}.listId`, message: 'Is not a check-in list.' });
      return { ...scan, at: at!, door: door!, scanned: this.own(scanned[index]!) };
    });
    if (issues.length > 0) throw new BadUserInputError(issues);
    return scans;
  }

  /** What another organization signed is to this one as if nobody had. */
  private own(scanned: Scanned): Scanned {
    const foreign = scanned.kind === 'qr' && scanned.organizationId !== this.scope.viewer.organizationId;
    return foreign ? { kind: 'forged' } : scanned;
  }

  /** Applies scans that were never sent before. */
  private async take(
    tx: EntityManager,
    store: SyncStore,
    scans: readonly ReadScan[],
    index: TicketIndex,
  ): Promise<StoredScan[]> {
    const judged = scans.map(scan => ({ scan, ...judge(scan, index) }));
    const placed = judged.flatMap(({ scan, ticket, outcome }) =>
      ticket && outcome === undefined ? [{ ...placeOf(scan, ticket), ticket }] : [],
    );
    const active = await store.activeCheckIns(placed.map(scan => scan.ticketId));
    const { admitted, duplicates } = mergeScans(placed, active);
    const made = admitted.map(({ scan, supersedes }) => ({ checkIn: this.checkInOf(scan), scan, supersedes }));

    const superseded = made.flatMap(({ checkIn, supersedes }) =>
      supersedes ? [{ id: supersedes.id, by: checkIn.id }] : [],
    );
    await store.write(
      made.map(({ checkIn }) => checkIn),
      superseded,
    );
    const told: DomainEvent[] = [
      ...made.map(({ scan, supersedes }) =>
        supersedes
          ? this.twice(scan.ticket, scan.listId, scan.scannedAt, supersedes.checkedInAt, supersedes.deviceId)
          : this.checkedIn(scan),
      ),
      ...duplicates.map(({ scan, first }) => {
        const firstAt = 'scannedAt' in first ? first.scannedAt : first.checkedInAt;
        return this.twice(scan.ticket, scan.listId, firstAt, scan.scannedAt, scan.deviceId);
      }),
    ];
    await recordEvents(tx, ...told);

    const checkInOf = new Map(made.map(({ scan, checkIn }) => [keyOf(scan), checkIn.id]));
    const rows = judged.map(({ scan, ticket, outcome }) => {
      const checkInId = checkInOf.get(keyOf(scan)) ?? null;
      return {
        ...{ deviceId: scan.deviceId, scanId: scan.scanId, scannedAt: scan.at, checkInId },
        ...{ eventId: ticket?.eventId ?? null, ticketId: ticket?.id ?? null, listId: scan.door.listId },
        outcome: outcome ?? (checkInId ? ScanOutcome.ADMITTED : ScanOutcome.DUPLICATE),
      };
    });
    await store.remember(rows, this.scope.viewer.userId);
    return rows;
  }

  private checkInOf(scan: PlacedScan & { readonly ticket: LockedTicket }): CheckIn {
    const { organizationId, eventId } = scan.ticket;
    return {
      ...{ id: newId(), organizationId, eventId, ticketId: scan.ticketId, listId: scan.listId },
      ...{ checkedInAt: scan.scannedAt, checkedInBy: this.scope.viewer.userId },
      ...{ deviceId: scan.deviceId, scanId: scan.scanId },
      ...{ undoneAt: null, undoneBy: null, undoReason: null, supersededAt: null, supersededBy: null },
    } as CheckIn;
  }

  private checkedIn({ ticket, listId, scannedAt, deviceId }: PlacedScan & { readonly ticket: LockedTicket }) {
    const payload = { ...payloadOf(ticket), listId, deviceId, checkedInAt: scannedAt.toISOString() };
    return domainEvent('ticket.checked_in', payload, this.scope);
  }

  private twice(ticket: LockedTicket, listId: string | null, first: Date, second: Date, deviceId: string | null) {
    const times = { firstAt: first.toISOString(), secondAt: second.toISOString() };
    return domainEvent('ticket.scanned_twice', { ...payloadOf(ticket), listId, ...times, deviceId }, this.scope);
  }
}

/** What a scan was of, and why it opens nothing, if so. */
function judge({ scanned, door }: ReadScan, index: TicketIndex): { ticket?: LockedTicket; outcome?: ScanOutcome } {
  if (scanned.kind === 'forged') return { outcome: ScanOutcome.FORGED };
  const found = index.find(scanned);
  if (!found) return { outcome: ScanOutcome.UNKNOWN };
  const refusal = refusalOf(found.ticket, found.serial, door);
  return { ticket: found.ticket, outcome: refusal && OUTCOMES[refusal] };
}

const placeOf = ({ deviceId, scanId, at, door }: ReadScan, ticket: LockedTicket): PlacedScan => ({
  ...{ deviceId, scanId, ticketId: ticket.id, listId: door.listId, scannedAt: at },
});

function answer(
  { scanned }: ReadScan,
  stored: StoredScan,
  index: TicketIndex,
  checkIns: readonly CheckIn[],
): SyncAnswer {
  const found = stored.outcome === ScanOutcome.VOID ? index.find(scanned) : undefined;
  const revoked = found && revocationOf(found.ticket, found.serial);
  const offWithEvent = found && !revoked && isGood(found.ticket) && found.ticket.eventStatus === 'CANCELLED';
  const here = checkIns.filter(it => it.ticketId === stored.ticketId && it.listId === stored.listId);
  return {
    ...stored,
    voidedAt: revoked?.revokedAt ?? null,
    voidReason: revoked?.reason ?? (offWithEvent ? 'EVENT_CANCELLED' : null),
    checkIn: here.find(it => it.undoneAt === null && it.supersededAt === null) ?? null,
    displaced: (stored.checkInId && here.find(it => it.supersededBy === stored.checkInId)) || null,
  };
}

const isGood = ({ status }: LockedTicket) => status === TicketStatus.VALID || status === TicketStatus.USED;

const keyOf = ({ deviceId, scanId }: { readonly deviceId: string; readonly scanId: string }) =>
  JSON.stringify([deviceId, scanId]);

const payloadOf = ({ id: ticketId, code, eventId, ticketTypeId, orderId }: LockedTicket) => ({
  ...{ ticketId, code, eventId, ticketTypeId, orderId },
});
