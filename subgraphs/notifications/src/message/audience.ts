import { NotFoundError, type SubgraphEndpoint } from '@ticketbase/kernel';
import { CommandClient, type CommandContext, RemoteError } from '@ticketbase/subgraph-kit';
import type { NotificationsAudienceQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';

/** Someone with a ticket. */
export interface Recipient {
  readonly email: string;
  readonly name: string | null;
}

const attendeesDocument = graphql(`
  query NotificationsAudience($eventId: ID!, $after: String, $first: Int) {
    attendeesForService(eventId: $eventId, after: $after, first: $first) {
      attendees { name email }
      endCursor
    }
  }
`);

const PAGE = 500;
/** Far above any event's capacity: ends a list that would go round in circles. */
const MOST_PAGES = 2_000;

/** Finds out who is to be told about an event. */
export class Audience {
  private readonly events: () => CommandClient;

  constructor(endpoint: () => SubgraphEndpoint) {
    this.events = () => new CommandClient(endpoint(), 'notifications');
  }

  /** As `of`; nobody for an event that is gone meanwhile, which no further attempt would bring back. */
  async ofIfThere(eventId: string, context: CommandContext): Promise<Recipient[]> {
    try {
      return await this.of(eventId, context);
    } catch (error) {
      if (error instanceof RemoteError && error.code === NotFoundError.code) return [];
      throw error;
    }
  }

  /** Everyone with a ticket of the event, each address once. Throws the refusal of events, such as NOT_FOUND. */
  async of(eventId: string, context: CommandContext): Promise<Recipient[]> {
    const byAddress = new Map<string, Recipient>();
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const variables = { eventId, after, first: PAGE };
      const found: NotificationsAudienceQuery = await this.events().call(attendeesDocument, variables, context);
      for (const { email, name } of found.attendeesForService.attendees) {
        if (email && !byAddress.has(email.toLowerCase())) byAddress.set(email.toLowerCase(), { email, name });
      }
      after = found.attendeesForService.endCursor;
      if (after === null) break;
    }
    return [...byAddress.values()];
  }
}
