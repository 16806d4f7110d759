import type { CommandContext } from '@ticketbase/subgraph-kit';
import type { Commands } from './commands.ts';
import type { SaleFacts } from './events.graphql.ts';

/** Milliseconds for which what events said of an event is taken as still so. */
const REMEMBERED_FOR = 60_000;
/** Events that are remembered at once; the oldest goes first. */
const MOST_EVENTS = 1_000;

/** What is known of events that tickets are sold for: where they take place, and what they are called. */
export class SaleFactsDirectory {
  private readonly commands: Commands;
  private readonly remembered = new Map<string, { readonly until: number; readonly facts: Promise<SaleFacts> }>();

  constructor(commands: Commands) {
    this.commands = commands;
  }

  /** At most a minute old. Throws NOT_FOUND and SERVICE_UNAVAILABLE. */
  of(eventId: string, context: CommandContext): Promise<SaleFacts> {
    const earlier = this.remembered.get(eventId);
    if (earlier && earlier.until > Date.now()) return earlier.facts;
    const facts = this.commands.saleFacts(eventId, context);
    this.remembered.delete(eventId);
    this.remembered.set(eventId, { until: Date.now() + REMEMBERED_FOR, facts });
    facts.catch(() => this.remembered.delete(eventId));
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MOST_EVENTS && oldest) this.remembered.delete(oldest);
    return facts;
  }
}
