import { DomainError, type Issue } from '@ticketbase/kernel';

/** The plugin's actions do not fit into the platform's schema. */
export class CompositionFailedError extends DomainError {
  static readonly code = 'COMPOSITION_FAILED';
  static readonly summary = 'The plugin’s actions do not fit into the schema; `issues` names the field or type.';
  constructor(issues: readonly Issue[]) {
    super(`The schema cannot be composed: ${issues.map(issue => issue.message).join(' ')}`, { issues });
  }
}
