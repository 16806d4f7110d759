import { DomainError, type DomainErrorOptions, type Issue } from './domain-error.ts';

/** The input has the right types but wrong values. */
export class BadUserInputError extends DomainError {
  static readonly code = 'BAD_USER_INPUT';
  static readonly summary = 'The input breaks a rule; `issues` says where and what.';
  constructor(issues: readonly Issue[], message = `The input is not valid: ${issues.map(describe).join('; ')}`) {
    super(message, { issues });
  }
}

/** The operation needs someone who is signed in. */
export class UnauthenticatedError extends DomainError {
  static readonly code = 'UNAUTHENTICATED';
  static readonly summary = 'Nobody is signed in, or the token is expired, revoked or forged.';
  constructor(message = 'Sign in to do this.') {
    super(message);
  }
}

/** The viewer is known, and may not do this. */
export class ForbiddenError extends DomainError {
  static readonly code = 'FORBIDDEN';
  static readonly summary = 'The viewer lacks the scope that the operation needs; `requiredScope` names it.';
  constructor(requiredScope?: string) {
    super(requiredScope ? `This needs the scope ${requiredScope}.` : 'You may not do this.', {
      details: requiredScope ? { requiredScope } : undefined,
    });
  }
}

/** What was named does not exist, or the viewer may not know that it does. */
export class NotFoundError extends DomainError {
  static readonly code = 'NOT_FOUND';
  static readonly summary = 'What was named does not exist, or the viewer may not see it.';
  constructor(what: string, options?: DomainErrorOptions) {
    super(`${what} was not found.`, options);
  }
}

/** An idempotency key came again with another input. */
export class IdempotencyKeyReusedError extends DomainError {
  static readonly code = 'IDEMPOTENCY_KEY_REUSED';
  static readonly summary = 'The idempotency key was used before with another input.';
  constructor() {
    super('This idempotency key was used before with another input.');
  }
}

/** The same idempotency key is being worked on by another request right now. */
export class IdempotencyKeyInUseError extends DomainError {
  static readonly code = 'IDEMPOTENCY_KEY_IN_USE';
  static readonly summary = 'A request with this idempotency key is still running; ask again shortly.';
  constructor() {
    super('A request with this idempotency key is still running. Ask again shortly.');
  }
}

/** What was to be changed has been changed by someone else meanwhile. */
export class StaleVersionError extends DomainError {
  static readonly code = 'STALE_VERSION';
  static readonly summary = 'The record changed since the given version was read; `currentVersion` is what it is now.';
  constructor(what: string, currentVersion: number, details: Record<string, unknown> = {}) {
    super(`${what} has changed since you read it.`, { details: { ...details, currentVersion } });
  }
}

/** Another subgraph, the plugin host or an external service did not answer. */
export class ServiceUnavailableError extends DomainError {
  static readonly code = 'SERVICE_UNAVAILABLE';
  static readonly summary = 'A part of the platform that this needs does not answer; trying again later may work.';
  override readonly logLevel = 'error';
  constructor(service: string, cause?: unknown) {
    super(`${service} does not answer at the moment.`, { details: { service }, cause });
  }
}

/** A request to a subgraph that was not signed by the gateway or by another subgraph. */
export class UnsignedRequestError extends DomainError {
  static readonly code = 'UNSIGNED_REQUEST';
  static readonly summary = 'Subgraphs answer only requests signed by the gateway or by another subgraph.';
  override readonly logLevel = 'warn';
  constructor(why: string) {
    super(`This request is not signed as it must be: ${why}.`);
  }
}

const describe = (issue: Issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message);
