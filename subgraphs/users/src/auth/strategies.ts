import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';

/** Finds whom a proof belongs to; undefined if it proves nothing. */
type Verify<Proof extends readonly string[], Found> = (...proof: Proof) => Promise<Found | undefined>;

/** Email and password, for Passport. */
export function localStrategy<Found extends object>(verify: Verify<[email: string, password: string], Found>) {
  return new LocalStrategy({ usernameField: 'email' }, (email, password, done) => {
    verify(email, password).then(found => done(null, found ?? false), done);
  });
}

/** A refresh token, for Passport. */
export class RefreshStrategy<Found extends object> extends passport.Strategy {
  override readonly name = 'refresh';
  private readonly verify: Verify<[token: string], Found>;

  constructor(verify: Verify<[token: string], Found>) {
    super();
    this.verify = verify;
  }

  override authenticate(request: Request): void {
    const token: unknown = request.body?.refreshToken;
    if (typeof token !== 'string' || token === '') {
      this.fail(401);
      return;
    }
    this.verify(token).then(
      found => (found ? this.success(found) : this.fail(401)),
      error => this.error(error),
    );
  }
}

/**
 * Asks a Passport strategy for whom `body` speaks; undefined if for nobody. A subgraph has no HTTP request of the
 * client's, so the strategy gets one with a body and nothing else, and no session.
 */
export function authenticate<Found extends object>(
  strategy: passport.Strategy,
  body: Readonly<Record<string, string | undefined>>,
): Promise<Found | undefined> {
  return new Promise((resolve, reject) => {
    const middleware = passport.authenticate(strategy, { session: false }, (error: unknown, found: unknown) =>
      error ? reject(error) : resolve((found || undefined) as Found | undefined),
    );
    middleware({ body } as Request, {} as Response, reject);
  });
}
