import { domainEvent, hashSecret, newSecret } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { AttemptThrottle } from '../auth/attempt-throttle.ts';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import type { AccountService } from '../user/account.service.ts';
import { ResetTokenInvalidError } from './password-reset.errors.ts';

/** Seconds that a link is good for. */
const LIFETIME = 60 * 60;
/** Seconds in which one account is sent one link at most, so that nobody's mailbox is filled. */
const PAUSE = 60;

/** Links to set a new password. */
export class PasswordResetService {
  private readonly scope: RequestScope;
  private readonly accounts: AccountService;
  private readonly sessions: SessionService;
  private readonly throttle: AttemptThrottle;

  constructor(scope: RequestScope, accounts: AccountService, sessions: SessionService, throttle: AttemptThrottle) {
    this.scope = scope;
    this.accounts = accounts;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  /** Has a link sent, if there is such an account. Always true: the answer does not tell. */
  async request(address: string): Promise<boolean> {
    const { em, viewer, requestId } = this.scope;
    const user = await this.accounts.findByEmail(address.trim().toLowerCase());
    if (!user) return true;
    const resetToken = newSecret();
    await em.transactional(async tx => {
      const inserted = await tx.execute(
        `insert into password_reset (token_hash, user_id, expires_at)
         select ?, ?, now() + make_interval(secs => ${LIFETIME})
          where not exists (select 1 from password_reset
            where user_id = ? and used_at is null and created_at > now() - make_interval(secs => ${PAUSE}))
         returning token_hash`,
        [hashSecret(resetToken), user.id, user.id],
      );
      if (inserted.length === 0) return;
      const organizationId = await this.sessions.homeOrganization(tx, user.id);
      const payload = { userId: user.id, email: user.email, name: user.name, resetToken };
      const by = { viewer, requestId, organizationId };
      await recordEvents(tx, domainEvent('user.password_reset_requested', payload, by));
    });
    return true;
  }

  /** Sets a new password and ends every session. Throws RESET_TOKEN_INVALID, BAD_USER_INPUT. */
  async reset(token: string, newPassword: string): Promise<boolean> {
    const tokenHash = hashSecret(token);
    const [open] = await this.scope.em.execute<{ user_id: string }[]>(
      'select user_id from password_reset where token_hash = ? and used_at is null and expires_at > now()',
      [tokenHash],
    );
    const user = open && (await this.accounts.findById(open.user_id));
    if (!user) throw new ResetTokenInvalidError();
    const passwordHash = await this.accounts.acceptPassword(newPassword, user, 'newPassword');
    await this.scope.em.transactional(async em => {
      const used = await em.execute(
        'update password_reset set used_at = now() where token_hash = ? and used_at is null returning user_id',
        [tokenHash],
      );
      if (used.length === 0) throw new ResetTokenInvalidError();
      await this.accounts.setPassword(em, user.id, passwordHash);
      await this.sessions.endAll(em, user.id, 'password-changed');
      await this.throttle.clear({ email: user.email }, em);
      const organizationId = await this.sessions.homeOrganization(em, user.id);
      const { viewer, requestId } = this.scope;
      const by = { viewer, requestId, organizationId };
      await recordEvents(em, domainEvent('user.password_changed', { userId: user.id }, by));
    });
    return true;
  }
}
