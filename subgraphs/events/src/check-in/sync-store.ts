import type { EntityManager } from '@mikro-orm/postgresql';
import { type CheckIn, CheckInEntity } from './check-in.entity.ts';
import type { ScanOutcome } from './sync.type.ts';

/** A scan as it is kept. */
export interface StoredScan {
  readonly deviceId: string;
  readonly scanId: string;
  readonly eventId: string | null;
  readonly ticketId: string | null;
  readonly listId: string | null;
  readonly scannedAt: Date;
  readonly outcome: ScanOutcome;
  /** Of the admission that it made. */
  readonly checkInId: string | null;
}

type Key = Pick<StoredScan, 'deviceId' | 'scanId'>;

/** What the scans of devices are kept in: one statement each, however many scans. */
export class SyncStore {
  private readonly tx: EntityManager;
  private readonly organizationId: string;

  constructor(tx: EntityManager, organizationId: string) {
    this.tx = tx;
    this.organizationId = organizationId;
  }

  /** Those of the scans that were sent before. */
  async find(scans: readonly Key[]): Promise<StoredScan[]> {
    const keys = scans.map(({ deviceId, scanId }) => ({ deviceId, scanId }));
    const rows = await this.tx.execute<StoredScan[]>(
      `select s.device_id as "deviceId", s.scan_id as "scanId", s.event_id as "eventId", s.ticket_id as "ticketId",
              s.list_id as "listId", s.scanned_at as "scannedAt", s.outcome, s.check_in_id as "checkInId"
         from offline_scan s
         join jsonb_to_recordset(?::jsonb) as k("deviceId" text, "scanId" text)
           on s.device_id = k."deviceId" and s.scan_id = k."scanId"
        where s.organization_id = ?`,
      [JSON.stringify(keys), this.organizationId],
    );
    return rows.map(row => ({ ...row, scannedAt: new Date(row.scannedAt) }));
  }

  /** The admissions that count, of these tickets on every list. */
  activeCheckIns(ticketIds: readonly string[]): Promise<CheckIn[]> {
    const where = { ticketId: { $in: [...new Set(ticketIds)] }, undoneAt: null, supersededAt: null };
    return this.tx.find(CheckInEntity, where, { disableIdentityMap: true });
  }

  /** Every admission of these tickets, also those that count no more. */
  checkInsOf(ticketIds: readonly string[]): Promise<CheckIn[]> {
    return this.tx.find(CheckInEntity, { ticketId: { $in: [...ticketIds] } }, { disableIdentityMap: true });
  }

  /** Puts admissions in the place of others, and marks the tickets of those at the door of their event as used. */
  async write(made: readonly CheckIn[], superseded: ReadonlyArray<{ id: string; by: string }>): Promise<void> {
    if (made.length === 0) return;
    if (superseded.length > 0) {
      await this.tx.execute(
        `with replaced as (
           update check_in c set superseded_at = now()
             from jsonb_to_recordset(?::jsonb) as s(id uuid, "by" uuid) where c.id = s.id returning c.id)
         update offline_scan set outcome = 'DUPLICATE' where check_in_id in (select id from replaced)`,
        [JSON.stringify(superseded)],
      );
    }
    await this.tx.insertMany(CheckInEntity, [...made]);
    if (superseded.length > 0) {
      await this.tx.execute(
        `update check_in c set superseded_by = s."by"
           from jsonb_to_recordset(?::jsonb) as s(id uuid, "by" uuid) where c.id = s.id`,
        [JSON.stringify(superseded)],
      );
    }
    const used = made.flatMap(({ ticketId, listId, checkedInAt, checkedInBy }) =>
      listId === null ? [{ id: ticketId, at: checkedInAt, by: checkedInBy }] : [],
    );
    if (used.length === 0) return;
    await this.tx.execute(
      `update ticket k set status = 'USED', checked_in_at = u.at, checked_in_by = u."by"
         from jsonb_to_recordset(?::jsonb) as u(id uuid, at timestamptz, "by" uuid)
        where k.id = u.id and k.status in ('VALID', 'USED')`,
      [JSON.stringify(used)],
    );
  }

  /** Keeps what became of scans. A scan that another request sends at this moment is kept once. */
  async remember(scans: readonly StoredScan[], receivedFrom: string | null): Promise<void> {
    await this.tx.execute(
      `insert into offline_scan (organization_id, device_id, scan_id, event_id, list_id, ticket_id, scanned_at,
                                 received_at, received_from, outcome, check_in_id)
       select ?::uuid, s."deviceId", s."scanId", s."eventId", s."listId", s."ticketId", s."scannedAt",
              now(), ?::uuid, s.outcome, s."checkInId"
         from jsonb_to_recordset(?::jsonb) as s("deviceId" text, "scanId" text, "eventId" uuid, "listId" uuid,
              "ticketId" uuid, "scannedAt" timestamptz, outcome text, "checkInId" uuid)
       on conflict do nothing`,
      [this.organizationId, receivedFrom, JSON.stringify(scans)],
    );
  }
}
