/** A good ticket, as the door list has it. */
export interface DoorEntry {
  readonly ticketId: string;
  readonly serial: number;
  readonly codeHash: string;
  readonly ticketTypeId: string;
  readonly admits: boolean;
  readonly name: string | null;
  readonly checkedInAt: string | null;
}

/** All that a device needs to tell good tickets of one list from others without a network. */
export interface DoorData {
  readonly listId: string;
  readonly eventId: string;
  /** Null if the list takes all that admit. */
  readonly ticketTypeIds: readonly string[] | null;
  readonly typeNames: Readonly<Record<string, string>>;
  /** Public keys by their ids: 32 bytes as base64url. Revoked ones are not in here. */
  readonly keys: Readonly<Record<string, string>>;
  readonly entries: Readonly<Record<string, DoorEntry>>;
  /** The highest serial of each ticket that is void, where one is. */
  readonly voidSerials: Readonly<Record<string, number>>;
  readonly eventCancelled: boolean;
  /** Where the door list was read to. */
  readonly cursor: string | null;
  /** The number of the latest revocation that is in here. */
  readonly revocations: number;
  readonly fetchedAt: string;
  /** When the door list was last read from its beginning: since then others may have used tickets in it. */
  readonly readAt: string;
}

export interface Revocation {
  readonly number: number;
  readonly ticketId: string;
  readonly serial: number;
  readonly entry: DoorEntry | null;
}

/** The data with what became void since. */
export function withRevocations(data: DoorData, revocations: readonly Revocation[], latest: number): DoorData {
  const entries = { ...data.entries };
  const voidSerials = { ...data.voidSerials };
  for (const { ticketId, serial, entry } of revocations) {
    voidSerials[ticketId] = Math.max(voidSerials[ticketId] ?? 0, serial);
    if (entry) entries[ticketId] = { ...entry, checkedInAt: entries[ticketId]?.checkedInAt ?? entry.checkedInAt };
    else delete entries[ticketId];
  }
  return { ...data, entries, voidSerials, revocations: latest };
}

/** The data with a further part of the door list. */
export function withEntries(data: DoorData, entries: readonly DoorEntry[], cursor: string | null): DoorData {
  return { ...data, cursor, entries: { ...data.entries, ...Object.fromEntries(entries.map(it => [it.ticketId, it])) } };
}
