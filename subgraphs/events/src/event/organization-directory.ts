import type { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';

const FIND = graphql(`query OrganizationBySlug($slug: String!) { organizationForService(slug: $slug) { id } }`);

/** For how long a slug's answer is believed, in milliseconds: organizations rarely change theirs. */
const LIFETIME = 60_000;
/** Slugs kept at most, so that guesses cannot fill the memory. */
const MOST = 5_000;

interface Entry {
  readonly id: Promise<string | null>;
  readonly until: number;
}

/** Finds organizations by slug, by asking `users` and remembering the answer for a minute. One per process. */
export class OrganizationDirectory {
  private readonly users: CommandClient;
  private readonly known = new Map<string, Entry>();

  constructor(users: CommandClient) {
    this.users = users;
  }

  /** The organization's id, or null if there is none of that slug. Throws SERVICE_UNAVAILABLE. */
  findId(slug: string, requestId: string): Promise<string | null> {
    const entry = this.known.get(slug);
    if (entry && entry.until > Date.now()) return entry.id;
    const id = this.ask(slug, requestId);
    this.known.delete(slug);
    this.known.set(slug, { id, until: Date.now() + LIFETIME });
    if (this.known.size > MOST) this.known.delete(this.known.keys().next().value as string);
    // A failure is not an answer to remember.
    id.catch(() => this.known.delete(slug));
    return id;
  }

  private async ask(slug: string, requestId: string): Promise<string | null> {
    const { organizationForService } = await this.users.call(FIND, { slug }, { organizationId: null, requestId });
    return organizationForService?.id ?? null;
  }
}
