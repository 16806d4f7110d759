import type { SubgraphEndpoint } from '@ticketbase/kernel';
import { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';

/** What messages say about an organization. */
export interface OrganizationProfile {
  readonly name: string;
  readonly supportEmail: string | null;
  /** BCP 47 language tag. */
  readonly locale: string;
}

const organizationDocument = graphql(`
  query NotificationsOrganization($id: ID!) {
    organizationForService(id: $id) { name settings { locale supportEmail } }
  }
`);

const KEEP = 60_000;
const MOST_KEPT = 1_000;

/** Looks organizations up in users, and keeps what it found for a minute. */
export class OrganizationDirectory {
  private readonly endpoint: () => SubgraphEndpoint;
  private readonly known = new Map<string, { until: number; profile: Promise<OrganizationProfile | null> }>();

  constructor(endpoint: () => SubgraphEndpoint) {
    this.endpoint = endpoint;
  }

  /** Null for an organization that does not exist. Throws what users refuses with, or SERVICE_UNAVAILABLE. */
  find(organizationId: string, requestId: string): Promise<OrganizationProfile | null> {
    const known = this.known.get(organizationId);
    if (known && known.until > Date.now()) return known.profile;
    if (this.known.size >= MOST_KEPT) this.known.clear();
    const profile = this.load(organizationId, requestId);
    this.known.set(organizationId, { until: Date.now() + KEEP, profile });
    profile.catch(() => this.known.delete(organizationId));
    return profile;
  }

  private async load(id: string, requestId: string): Promise<OrganizationProfile | null> {
    const users = new CommandClient(this.endpoint(), 'notifications');
    const context = { organizationId: id, requestId };
    const { organizationForService: found } = await users.call(organizationDocument, { id }, context);
    return found && { name: found.name, ...found.settings };
  }
}
