import type { SubgraphEndpoint } from '@ticketbase/kernel';
import { CommandClient, type CommandContext } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';

const MEMBERS = graphql(`query NotificationsMembers { organizationMembersForService { email } }`);

/** Asks users who belongs to an organization. */
export class MemberDirectory {
  private readonly endpoint: () => SubgraphEndpoint;

  constructor(endpoint: () => SubgraphEndpoint) {
    this.endpoint = endpoint;
  }

  /** Whether a member of the context's organization signs in with this address. Throws SERVICE_UNAVAILABLE. */
  async has(address: string, context: CommandContext): Promise<boolean> {
    const users = new CommandClient(this.endpoint(), 'notifications');
    const { organizationMembersForService: members } = await users.call(MEMBERS, {}, context);
    return members.some(({ email }) => email.toLowerCase() === address.toLowerCase());
  }
}
