import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, newId } from '@ticketbase/kernel';
import { EmailTakenError } from '../auth/auth.errors.ts';
import { hashPassword } from '../auth/password-hash.ts';
import { passwordIssues } from '../auth/password-policy.ts';
import type { RequestScope } from '../request-scope.ts';
import { type User, UserEntity } from './user.entity.ts';

/** A new account, checked, with its password hashed. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Accounts as sign-in sees them: whole, whoever asks. Nothing of them is handed out but to other services. */
export class AccountService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  findByEmail(email: string): Promise<User | null> {
    return this.scope.em.findOne(UserEntity, { email });
  }

  async findById(id: string): Promise<User | null> {
    return isId(id) ? this.scope.em.findOne(UserEntity, { id }) : null;
  }

  /** Hashes a password that will do. Throws BAD_USER_INPUT, with the issue at `path`. */
  async acceptPassword(password: string, person: { email: string; name: string }, path: string): Promise<string> {
    const issues = passwordIssues(password, [person.email, person.name], path);
    if (issues.length > 0) throw new BadUserInputError(issues);
    return hashPassword(password);
  }

  /** Makes an account in the given transaction. Throws EMAIL_TAKEN. */
  async create(em: EntityManager, { email, name, passwordHash }: NewAccount): Promise<{ id: string }> {
    const inserted = await em.execute<{ id: string }[]>(
      `insert into "user" (id, email, name, password_hash) values (?, ?, ?, ?)
       on conflict (email) do nothing returning id`,
      [newId(), email, name, passwordHash],
    );
    if (!inserted[0]) throw new EmailTakenError();
    return inserted[0];
  }

  async setPassword(em: EntityManager, userId: string, passwordHash: string): Promise<void> {
    await em.execute('update "user" set password_hash = ? where id = ?', [passwordHash, userId]);
    // Links that were sent before lead nowhere once there is a new password.
    await em.execute('update password_reset set used_at = now() where user_id = ? and used_at is null', [userId]);
  }
}
