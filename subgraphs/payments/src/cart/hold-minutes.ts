import type { Commands } from '../foreign/commands.ts';

/** A changed setting is seen by new carts within this many milliseconds. */
const KEPT = 60_000;
const MOST_ORGANIZATIONS = 10_000;

/** For how long organizations' carts hold tickets, as users has it in their settings; kept for a minute. */
export class HoldMinutes {
  private readonly commands: Commands;
  private readonly fallback: number;
  private readonly known = new Map<string, { readonly minutes: number; readonly until: number }>();

  constructor(commands: Commands, fallback: number) {
    this.commands = commands;
    this.fallback = fallback;
  }

  /** For the first hold of a cart, whose organization is not known before events has answered. */
  get initial(): number {
    return this.fallback;
  }

  async of(organizationId: string, requestId: string): Promise<number> {
    const known = this.known.get(organizationId);
    if (known && known.until > Date.now()) return known.minutes;
    const minutes = (await this.commands.holdMinutes(organizationId, { organizationId, requestId })) ?? this.fallback;
    if (this.known.size >= MOST_ORGANIZATIONS) this.known.clear();
    this.known.set(organizationId, { minutes, until: Date.now() + KEPT });
    return minutes;
  }
}
