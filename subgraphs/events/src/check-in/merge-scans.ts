/** A scan of a good ticket on a list that takes it. */
export interface PlacedScan {
  readonly deviceId: string;
  readonly scanId: string;
  readonly ticketId: string;
  /** Null at the door of the event. */
  readonly listId: string | null;
  readonly scannedAt: Date;
}

/** The admission that counts so far for a ticket on a list. */
export interface Admission {
  readonly id: string;
  readonly ticketId: string;
  readonly listId: string | null;
  readonly checkedInAt: Date;
  readonly deviceId: string | null;
  readonly scanId: string | null;
}

export interface Merged<Scan extends PlacedScan> {
  /** Each counts from now on, in the place of `supersedes` if there was one. */
  readonly admitted: ReadonlyArray<{ readonly scan: Scan; readonly supersedes: Admission | undefined }>;
  /** Each is of a ticket that was in at that time; `first` is the admission that counted before, or the scan that does now. */
  readonly duplicates: ReadonlyArray<{ readonly scan: Scan; readonly first: Scan | Admission }>;
}

/**
 * Merges scans into what is known. Of all scans of a ticket on a list the earliest counts, in whichever order and in
 * however many parts they arrive; scans of the same moment are told apart by device and name.
 */
export function mergeScans<Scan extends PlacedScan>(
  scans: readonly Scan[],
  active: readonly Admission[],
): Merged<Scan> {
  const before = new Map(active.map(admission => [placeOf(admission), admission]));
  const admitted: { scan: Scan; supersedes: Admission | undefined }[] = [];
  const duplicates: { scan: Scan; first: Scan | Admission }[] = [];
  for (const [place, together] of Map.groupBy(scans, placeOf)) {
    const [earliest, ...later] = together.toSorted(compare) as [Scan, ...Scan[]];
    const known = before.get(place);
    const counts = known === undefined || compare(earliest, known) < 0;
    if (counts) admitted.push({ scan: earliest, supersedes: known });
    const first = counts ? earliest : known;
    for (const scan of counts ? later : together) duplicates.push({ scan, first });
  }
  return { admitted, duplicates };
}

type Moment = PlacedScan | Admission;

const timeOf = (moment: Moment) => ('scannedAt' in moment ? moment.scannedAt : moment.checkedInAt).getTime();

function compare(a: Moment, b: Moment): number {
  return timeOf(a) - timeOf(b) || order(a.deviceId, b.deviceId) || order(a.scanId, b.scanId);
}

/** What was scanned online has no device, and comes first. */
const order = (a: string | null, b: string | null) => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0);

const placeOf = ({ ticketId, listId }: Pick<PlacedScan, 'ticketId' | 'listId'>) => `${ticketId}:${listId}`;
