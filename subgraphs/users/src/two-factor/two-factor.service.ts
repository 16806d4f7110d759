import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, hashSecret, NotFoundError, newSecret } from '@ticketbase/kernel';
import { type EncryptionKeys, recordEvents } from '@ticketbase/subgraph-kit';
import type { AttemptThrottle } from '../auth/attempt-throttle.ts';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import type { AccountService } from '../user/account.service.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { matchingStep, newTotpSecret, totpUrl } from './totp.ts';
import { RecoveryCodeEntity, type TwoFactor, TwoFactorEntity } from './two-factor.entity.ts';
import {
  ChallengeExpiredError,
  InvalidTwoFactorCodeError,
  TwoFactorAlreadyEnabledError,
  TwoFactorNotEnabledError,
} from './two-factor.errors.ts';
import type { RecoveryCodesType, TwoFactorSetupType } from './two-factor.type.ts';

/** Seconds in which a login must be completed. */
const CHALLENGE_LIFETIME = 5 * 60;

/** Authenticator codes (TOTP) and recovery codes. Each is accepted once. */
export class TwoFactorService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly accounts: AccountService;
  private readonly throttle: AttemptThrottle;
  private readonly keys: EncryptionKeys;

  constructor(
    scope: RequestScope,
    services: {
      sessions: SessionService;
      accounts: AccountService;
      throttle: AttemptThrottle;
      encryptionKeys: EncryptionKeys;
    },
  ) {
    this.scope = scope;
    this.sessions = services.sessions;
    this.accounts = services.accounts;
    this.throttle = services.throttle;
    this.keys = services.encryptionKeys;
  }

  /** Begins the set-up; nothing changes for logins until it is confirmed. Throws TWO_FACTOR_ALREADY_ENABLED. */
  async enable(): Promise<TwoFactorSetupType> {
    await this.sessions.requireLive();
    const user = await this.accounts.findById(this.scope.viewer.requireUser());
    if (!user) throw new NotFoundError('The account');
    const secret = newTotpSecret();
    const begun = await this.scope.em.execute(
      `insert into two_factor as t (user_id, encrypted_secret) values (?, ?)
       on conflict (user_id) do update set encrypted_secret = excluded.encrypted_secret, last_step = 0, created_at = now()
         where t.confirmed_at is null returning user_id`,
      [user.id, this.keys.encrypt(secret, user.id)],
    );
    if (begun.length === 0) throw new TwoFactorAlreadyEnabledError();
    return { secret, otpauthUrl: totpUrl(secret, user.email) };
  }

  /** Turns it on, for a code that proves the set-up. Throws TWO_FACTOR_NOT_ENABLED, INVALID_TWO_FACTOR_CODE. */
  async confirm(code: string): Promise<RecoveryCodesType> {
    await this.sessions.requireLive();
    const userId = this.scope.viewer.requireUser();
    const found = await this.scope.em.findOne(TwoFactorEntity, { userId });
    if (!found) throw new TwoFactorNotEnabledError();
    if (found.confirmedAt) throw new TwoFactorAlreadyEnabledError();
    const codes = newRecoveryCodes();
    await this.guarded(userId, async em => {
      if (!(await this.useTotp(em, found, code))) return false;
      await em.execute('update two_factor set confirmed_at = now() where user_id = ?', [userId]);
      await em.execute('update "user" set two_factor_enabled = true where id = ?', [userId]);
      await em.insertMany(
        RecoveryCodeEntity,
        codes.map(text => ({ userId, codeHash: hashRecoveryCode(text) })),
      );
      await recordEvents(em, domainEvent('user.two_factor_enabled', { userId }, this.scope));
      return true;
    });
    return { codes };
  }

  /** Turns it off, for a code. Throws TWO_FACTOR_NOT_ENABLED, INVALID_TWO_FACTOR_CODE. */
  async disable(code: string): Promise<boolean> {
    await this.sessions.requireLive();
    const userId = this.scope.viewer.requireUser();
    const enabled = await this.requireEnabled(userId);
    await this.guarded(userId, async em => {
      if (!(await this.use(em, enabled, code))) return false;
      await em.execute('delete from two_factor where user_id = ?', [userId]);
      await em.execute('update "user" set two_factor_enabled = false where id = ?', [userId]);
      await recordEvents(em, domainEvent('user.two_factor_disabled', { userId }, this.scope));
      return true;
    });
    return true;
  }

  /** Has a login wait for its second factor. */
  async challenge(userId: string): Promise<{ challengeToken: string }> {
    const challengeToken = newSecret();
    await this.scope.em.execute(
      `insert into two_factor_challenge (token_hash, user_id, expires_at)
       values (?, ?, now() + make_interval(secs => ${CHALLENGE_LIFETIME}))`,
      [hashSecret(challengeToken), userId],
    );
    return { challengeToken };
  }

  /** Completes a login once. Throws CHALLENGE_EXPIRED, INVALID_TWO_FACTOR_CODE, TOO_MANY_ATTEMPTS. */
  async complete<Result>(
    challengeToken: string,
    code: string,
    enter: (em: EntityManager, userId: string) => Promise<Result>,
  ): Promise<Result> {
    const tokenHash = hashSecret(challengeToken);
    const [open] = await this.scope.em.execute<{ user_id: string }[]>(
      'select user_id from two_factor_challenge where token_hash = ? and used_at is null and expires_at > now()',
      [tokenHash],
    );
    if (!open) throw new ChallengeExpiredError();
    const enabled = await this.requireEnabled(open.user_id);
    let result: Result | undefined;
    await this.guarded(open.user_id, async em => {
      if (!(await this.use(em, enabled, code))) return false;
      const used = await em.execute(
        'update two_factor_challenge set used_at = now() where token_hash = ? and used_at is null returning user_id',
        [tokenHash],
      );
      if (used.length === 0) throw new ChallengeExpiredError();
      result = await enter(em, open.user_id);
      return true;
    });
    return result as Result;
  }

  /** Counts the attempt, then works in a transaction that stands only if the code was right. */
  private async guarded(userId: string, work: (em: EntityManager) => Promise<boolean>): Promise<void> {
    await this.throttle.begin({ secondFactorOf: userId });
    await this.scope.em.transactional(async em => {
      if (!(await work(em))) throw new InvalidTwoFactorCodeError();
    });
    await this.throttle.clear({ secondFactorOf: userId });
  }

  private async requireEnabled(userId: string): Promise<TwoFactor> {
    const found = await this.scope.em.findOne(TwoFactorEntity, { userId });
    if (!found?.confirmedAt) throw new TwoFactorNotEnabledError();
    return found;
  }

  private async use(em: EntityManager, enabled: TwoFactor, code: string): Promise<boolean> {
    return (await this.useTotp(em, enabled, code)) || this.useRecoveryCode(em, enabled.userId, code);
  }

  /** A step is accepted only if it lies after the last accepted one, in one statement: of two at once, one wins. */
  private async useTotp(em: EntityManager, { userId, encryptedSecret }: TwoFactor, code: string): Promise<boolean> {
    const step = matchingStep(this.keys.decrypt(encryptedSecret, userId), code.replace(/\s/g, ''));
    if (step === null) return false;
    const accepted = await em.execute(
      'update two_factor set last_step = ? where user_id = ? and last_step < ? returning user_id',
      [step, userId, step],
    );
    return accepted.length > 0;
  }

  private async useRecoveryCode(em: EntityManager, userId: string, code: string): Promise<boolean> {
    const used = await em.execute(
      'update recovery_code set used_at = now() where user_id = ? and code_hash = ? and used_at is null returning user_id',
      [userId, hashRecoveryCode(code)],
    );
    return used.length > 0;
  }
}
