import { ForbiddenError, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import { type User, UserEntity } from './user.entity.ts';
import { type UpdateProfileInputType, updateProfileSchema } from './user.input.ts';
import { canSeeAccount, canSeeUser } from './user.policy.ts';

/** People, as far as the viewer may see them. */
export class UserService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly byId = new DataLoader<string, User | null>(ids => this.loadVisible(ids));

  constructor(scope: RequestScope, sessions: SessionService) {
    this.scope = scope;
    this.sessions = sessions;
  }

  /** The person, or null if there is none whom the viewer may see. */
  async find(id: string): Promise<User | null> {
    return isId(id) ? this.byId.load(id) : null;
  }

  /** The signed-in person; null for guests and programs. Throws UNAUTHENTICATED if the session was ended. */
  async me(): Promise<User | null> {
    const { userId } = this.scope.viewer;
    if (userId === null) return null;
    await this.sessions.requireLive();
    return this.find(userId);
  }

  /** People by id, in the order asked for; null where there is none. */
  async findMany(ids: readonly string[]): Promise<(User | null)[]> {
    return Promise.all(ids.map(id => this.find(id)));
  }

  /** The person, for someone who may see more of them than a name. Throws FORBIDDEN. */
  requireAccount(user: User): User {
    if (!canSeeAccount(this.scope.viewer, user.id)) throw new ForbiddenError('organization:read');
    return user;
  }

  async updateProfile(input: UpdateProfileInputType): Promise<User> {
    await this.sessions.requireLive();
    const { name, avatarUrl } = parseInput(updateProfileSchema, input);
    const user = await this.find(this.scope.viewer.requireUser());
    if (!user) throw new NotFoundError('The account');
    user.name = name ?? user.name;
    user.avatarUrl = avatarUrl === undefined ? user.avatarUrl : avatarUrl;
    await this.scope.em.flush();
    return user;
  }

  private async loadVisible(ids: readonly string[]): Promise<(User | null)[]> {
    const { em, viewer } = this.scope;
    const wanted = [...new Set(ids)];
    const [users, colleagues] = await Promise.all([
      em.find(UserEntity, { id: { $in: wanted } }),
      this.colleaguesAmong(wanted),
    ]);
    const visible = users.filter(({ id }) =>
      canSeeUser(viewer, { userId: id, sharesOrganization: colleagues.has(id) }),
    );
    const found = new Map(visible.map(user => [user.id, user]));
    return ids.map(id => found.get(id) ?? null);
  }

  private async colleaguesAmong(ids: readonly string[]): Promise<Set<string>> {
    const { em, viewer } = this.scope;
    const strangers = ids.filter(id => id !== viewer.userId);
    if (viewer.organizationId === null || viewer.isService || strangers.length === 0) return new Set();
    const rows = await em.execute<{ user_id: string }[]>(
      `select user_id from membership where organization_id = ? and user_id = any(?::uuid[])
        union select user_id from former_member where organization_id = ? and user_id = any(?::uuid[])`,
      [viewer.organizationId, `{${strangers.join(',')}}`, viewer.organizationId, `{${strangers.join(',')}}`],
    );
    return new Set(rows.map(row => row.user_id));
  }
}
