import { DomainError, type Issue } from '@ticketbase/kernel';

/** The version takes away what callers of the published one rely on. */
export class BreakingChangeError extends DomainError {
  static readonly code = 'PLUGIN_BREAKING_CHANGE';
  static readonly summary =
    'The version takes away or narrows what its published version offers; `issues` names each field. A new major version may.';
  constructor(published: string, issues: readonly Issue[]) {
    super(`It breaks what ${published} offers; keep that, or publish it as a new major version.`, { issues });
  }
}

/** The version would break what others run. */
export class BreaksOperationsError extends DomainError {
  static readonly code = 'PLUGIN_BREAKS_OPERATIONS';
  static readonly summary =
    'The version would break operations that clients registered, or what components of other plugins ask for; `issues` names them and the field.';
  constructor(issues: readonly Issue[]) {
    super(`It would break what others run: ${issues.map(({ path }) => path).join(', ')}.`, { issues });
  }
}
