import type { Logger } from '@ticketbase/kernel';
import type { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';
import type { RequestScope } from '../request-scope.ts';

const FIND = graphql(`query StaffNames($ids: [ID!]!) { usersForService(ids: $ids) { name } }`);

/** Knows the names of those who work at the door, by asking `users`. */
export class StaffDirectory {
  private readonly users: CommandClient;
  private readonly logger: Logger;

  constructor(users: CommandClient, logger: Logger) {
    this.users = users;
    this.logger = logger;
  }

  /** A person's name; null if it cannot be had now, since a name must not hold up the door. */
  async nameOf(
    userId: string,
    { viewer, requestId }: Pick<RequestScope, 'viewer' | 'requestId'>,
  ): Promise<string | null> {
    try {
      const context = { organizationId: viewer.organizationId, requestId };
      const { usersForService } = await this.users.call(FIND, { ids: [userId] }, context);
      return usersForService[0]?.name ?? null;
    } catch (error) {
      this.logger.warn({ err: error, requestId }, 'name of check-in staff not found');
      return null;
    }
  }
}
