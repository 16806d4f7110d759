/** What a plugin is known by when it misbehaves: its code, whichever tenant runs it; a new version starts anew. */
export const codeKey = ({ pluginId, integrity }: { pluginId: string; integrity: string }) =>
  JSON.stringify([pluginId, integrity]);

/** How many strikes send a plugin's code to a worker of its own. */
const STRIKES = 2;
/** Milliseconds after which a strike is forgotten: a machine's own troubles must not add up over weeks. */
const REMEMBERED_FOR = 3_600_000;
/** Pieces of code remembered at most, the longest unstruck forgotten first. */
const REMEMBERED = 10_000;

/** A call that a lost process was given. */
interface LostCall {
  readonly call: { readonly pluginId: string; readonly integrity: string };
  /** Whether the process had said anything of it. */
  readonly taken: boolean;
  /** Whether another was lost with it before. */
  readonly moved: boolean;
}

/**
 * The strikes of each piece of code that a lost process was running. One that it had not said a word of may have waited only; where
 * it was there when a second process was lost, both count.
 */
export function accused(calls: Iterable<LostCall>): Map<string, number> {
  const strikes = new Map<string, number>();
  for (const { call, taken, moved } of calls) {
    if (moved) strikes.set(codeKey(call), 2);
    else if (taken && !strikes.has(codeKey(call))) strikes.set(codeKey(call), 1);
  }
  return strikes;
}

interface Record {
  strikes: number;
  reason: string;
  until: number;
  readonly told: Set<string>;
}

/** Remembers which code cost workers their lives. */
export class Quarantine {
  private readonly records = new Map<string, Record>();
  private readonly now: () => number;

  /** @param now milliseconds on a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** Notes that the code cost a worker its life; whether it is in quarantine from now on. */
  strike(key: string, reason: string): boolean {
    const { strikes = 0, told = new Set<string>() } = this.current(key) ?? {};
    this.records.delete(key);
    this.records.set(key, { strikes: strikes + 1, reason, until: this.now() + REMEMBERED_FOR, told });
    const [oldest] = this.records.keys();
    if (this.records.size > REMEMBERED && oldest !== undefined) this.records.delete(oldest);
    return strikes + 1 >= STRIKES;
  }

  /** Why the code is in quarantine; undefined if it is not. */
  reason(key: string): string | undefined {
    const record = this.current(key);
    return record && record.strikes >= STRIKES ? record.reason : undefined;
  }

  /** The reason, the first time that it is asked for by this tenant since the last strike. */
  reasonToTell(key: string, organizationId: string): string | undefined {
    const reason = this.reason(key);
    const told = this.current(key)?.told;
    if (reason === undefined || told?.has(organizationId)) return undefined;
    told?.add(organizationId);
    return reason;
  }

  private current(key: string): Record | undefined {
    const record = this.records.get(key);
    if (record && record.until <= this.now()) this.records.delete(key);
    return this.records.get(key);
  }
}
