import { DomainError, type Issue } from '@ticketbase/kernel';

/** The upload is not a built plugin. */
export class PluginBundleInvalidError extends DomainError {
  static readonly code = 'PLUGIN_BUNDLE_INVALID';
  static readonly summary =
    'The uploaded file is not a bundle that `ticketbase-plugin build` makes; `issues` says why.';
  constructor(issues: readonly Issue[]) {
    super('The bundle cannot be used.', { issues });
  }
}

/** The bundle's `plugin.json` breaks a rule. */
export class PluginManifestInvalidError extends DomainError {
  static readonly code = 'PLUGIN_MANIFEST_INVALID';
  static readonly summary = 'The bundle’s plugin.json breaks a rule; `issues` says where and what.';
  constructor(issues: readonly Issue[]) {
    super('The manifest is not valid.', { issues });
  }
}

/** A component's query does not fit the place that it is for. */
export class ExtensionQueryInvalidError extends DomainError {
  static readonly code = 'PLUGIN_EXTENSION_QUERY_INVALID';
  static readonly summary =
    'A component’s query does not fit the context type of its place, or selects what no permission covers; `issues` has file, line and column.';
  constructor(issues: readonly Issue[]) {
    super('A component’s query is not valid.', { issues });
  }
}

/** The look at the bundle found what no version may have. */
export class ScanRefusedError extends DomainError {
  static readonly code = 'PLUGIN_SCAN_REFUSED';
  static readonly summary =
    'The bundle has what no version may have, such as a secret or code that hides what it does; `issues` has file and line.';
  constructor(issues: readonly Issue[]) {
    super('The bundle has what no version may have.', { issues });
  }
}

/** A published version never changes. */
export class PluginVersionExistsError extends DomainError {
  static readonly code = 'PLUGIN_VERSION_EXISTS';
  static readonly summary = 'This version was submitted before; a version never changes, so publish a new one.';
  constructor(pluginId: string, version: string) {
    super(`${pluginId} ${version} was submitted before. Publish a new version instead.`);
  }
}

/** The plugin's id was taken by whoever published it first. */
export class PluginOwnedByAnotherOrganizationError extends DomainError {
  static readonly code = 'PLUGIN_OWNED_BY_ANOTHER_ORGANIZATION';
  static readonly summary =
    'The plugin id is taken; only the organization that published it first can publish versions.';
  constructor(pluginId: string) {
    super(`The plugin id ${pluginId} is taken.`);
  }
}

/** A review that the version's state does not allow. */
export class InvalidReviewError extends DomainError {
  static readonly code = 'PLUGIN_REVIEW_NOT_POSSIBLE';
  static readonly summary = 'The version’s status does not allow this decision, e.g. approving what was rejected.';
  constructor(status: string, decision: string) {
    super(`A version that is ${status} cannot be given the decision ${decision}.`);
  }
}

/** The organization published too often. */
export class PublicationRateLimitedError extends DomainError {
  static readonly code = 'PLUGIN_PUBLICATION_RATE_LIMITED';
  static readonly summary =
    'The organization published as often as it may in an hour (`limit`); `retryAfter` says in how many seconds to try again.';
  constructor(limit: number, retryAfter: number) {
    super(`An organization may publish ${limit} times an hour. Try again in ${retryAfter} s.`, {
      details: { limit, retryAfter },
    });
  }
}
