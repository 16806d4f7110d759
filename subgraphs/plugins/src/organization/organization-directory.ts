import { newId } from '@ticketbase/kernel';
import type { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';

const FIND = graphql(`query OrganizationBySlug($slug: String!) { organizationForService(slug: $slug) { id } }`);

/** Milliseconds for which a slug's organization is believed. */
const FRESH = 60_000;
const KEPT = 1_000;

/** Finds organizations by the slug in a public address; `users` owns them. */
export class OrganizationDirectory {
  private readonly users: () => CommandClient;
  private readonly known = new Map<string, { id: string; until: number }>();

  constructor(users: () => CommandClient) {
    this.users = users;
  }

  /** The id of the organization; null if there is none. Throws SERVICE_UNAVAILABLE. */
  async idOf(slug: string, requestId: string = newId()): Promise<string | null> {
    const known = this.known.get(slug);
    if (known && known.until > Date.now()) return known.id;
    const { organizationForService } = await this.users().call(FIND, { slug }, { organizationId: null, requestId });
    if (!organizationForService) return null;
    if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value as string);
    this.known.set(slug, { id: organizationForService.id, until: Date.now() + FRESH });
    return organizationForService.id;
  }
}
