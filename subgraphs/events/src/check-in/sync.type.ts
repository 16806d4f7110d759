import { singleLine } from '@ticketbase/kernel';
import { DateTime, Field, ID, InputType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

export const ScanOutcome = {
  ADMITTED: 'ADMITTED',
  DUPLICATE: 'DUPLICATE',
  VOID: 'VOID',
  NOT_ON_LIST: 'NOT_ON_LIST',
  OTHER_EVENT: 'OTHER_EVENT',
  FORGED: 'FORGED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type ScanOutcome = keyof typeof ScanOutcome;

registerEnumType(ScanOutcome, {
  name: 'ScanOutcome',
  description: 'What became of a scan that was made without a network.',
  valuesConfig: {
    ADMITTED: { description: 'It is the admission that counts.' },
    DUPLICATE: { description: 'The ticket was used by an earlier scan; `checkIn` says when and by whom.' },
    VOID: { description: 'The ticket, or this code of it, is void; `voidedAt` says since when and `voidReason` why.' },
    NOT_ON_LIST: { description: 'The list does not take tickets of this type.' },
    OTHER_EVENT: { description: 'The ticket is for another event.' },
    FORGED: { description: 'No good key of the organization signed the QR code.' },
    UNKNOWN: { description: 'There is no such ticket.' },
  },
});

@InputType('OfflineScanInput', { description: 'A scan that a device made without a network.' })
export class OfflineScanInput {
  @Field(() => ID, {
    description: "The device's own name for the scan, at most 100 characters: sent again, it changes nothing.",
  })
  scanId!: string;

  @Field(() => ID, { description: 'Which device it is, at most 100 characters: made once by the device, and kept.' })
  deviceId!: string;

  @Field(() => String, { description: "The text of the ticket's QR code, or its code as it was typed." })
  code!: string;

  @Field(() => DateTime, { description: "When it was scanned, by the device's clock." })
  scannedAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The check-in list; the door of whichever event the ticket is for if null.',
  })
  listId?: string | null;
}

/** What became of a scan, as the supergraph sees it. */
@ObjectType('SyncedScan', { description: 'What became of a scan that was made without a network.' })
export class SyncedScan {
  @Field(() => ID, { description: "The device's own name for the scan." })
  scanId!: string;

  @Field(() => ID, { description: 'Which device it is.' })
  deviceId!: string;

  @Field(() => ScanOutcome, { description: 'What became of it.' })
  outcome!: ScanOutcome;

  @Field(() => DateTime, { description: "When it was scanned, by the server's clock." })
  scannedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the code is void. After `scannedAt`, its bearer was let in before that was so.',
  })
  voidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is void: CANCELLED, REFUNDED, TRANSFERRED, REISSUED or EVENT_CANCELLED.',
  })
  voidReason!: string | null;
}

const MOST_SCANS = 500;
const OLDEST_MS = 31 * 86_400_000;

const scanId = z.string().min(1, 'Must not be empty.').max(100, 'Must have at most 100 characters.');

export const offlineScans = z
  .array(
    z.object({
      scanId,
      deviceId: singleLine({ most: 100 }),
      code: z.string().max(300, 'Must have at most 300 characters.'),
      scannedAt: z.date(),
      listId: z
        .uuid('Must be a UUID.')
        .transform(id => id.toLowerCase())
        .nullish(),
    }),
  )
  .min(1, 'Must have at least 1 entry.')
  .max(MOST_SCANS, `Must have at most ${MOST_SCANS} entries.`);
export type OfflineScan = z.infer<typeof offlineScans>[number];

/**
 * When a scan was made by this server's clock: as long ago as the device says, counted from now, so that a clock that
 * is wrong but steady does no harm. Never in the future. Undefined if it is more than 31 days ago.
 */
export function serverTime(scannedAt: Date, sentAt: Date, now: Date): Date | undefined {
  const age = Math.max(0, sentAt.getTime() - scannedAt.getTime());
  return age > OLDEST_MS ? undefined : new Date(now.getTime() - age);
}
