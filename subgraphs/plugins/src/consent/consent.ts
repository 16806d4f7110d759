import { BadUserInputError, ForbiddenError, type Issue, type Viewer } from '@ticketbase/kernel';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { PluginVersion } from '../plugin/plugin.entity.ts';
import { PermissionsNotGrantedError } from './consent.errors.ts';
import { missingPermissions, unaskedPermissions, ungrantable } from './consent.policy.ts';
import { type PluginRequest, requestsBeyond, requestsOf } from './plugin-request.ts';

/** What a plugin may do in one organization: scopes, and everything else that it asks for. */
export interface Consent {
  readonly scopes: readonly string[];
  readonly requests: readonly PluginRequest[];
}

export const NO_CONSENT: Consent = { scopes: [], requests: [] };

/** What is consented to of an installation that has this version. */
export const consentOf = (
  { grantedPermissions, consented }: Pick<PluginInstallation, 'grantedPermissions' | 'consented'>,
  version: PluginVersion,
): Consent => ({
  scopes: grantedPermissions,
  // Installed before consents were kept: what it runs with counts as consented to.
  requests: consented ?? requestsOf(version),
});

/** What holds with a version from then on, and what of that is new. */
export interface Consented {
  readonly whole: Consent;
  readonly added: Consent;
}

/**
 * What was consented to before, as far as the version asks for it, together with what is given now. Throws
 * PERMISSIONS_NOT_GRANTED unless that is all that the version asks for, BAD_USER_INPUT for what it does not ask for, and
 * FORBIDDEN for scopes that the viewer does not hold.
 */
export function consentTo(viewer: Viewer, version: PluginVersion, before: Consent, given: Consent): Consented {
  const asked: Consent = { scopes: version.manifest.permissions, requests: requestsOf(version) };
  refuseUnasked(asked, given);
  const missing: Consent = {
    scopes: missingPermissions(asked.scopes, [...before.scopes, ...given.scopes]),
    requests: requestsBeyond(asked.requests, [...before.requests, ...given.requests]),
  };
  if (missing.scopes.length + missing.requests.length > 0) throw new PermissionsNotGrantedError(missing);
  const [beyond] = ungrantable(viewer, given.scopes);
  if (beyond) throw new ForbiddenError(beyond);
  return {
    whole: asked,
    added: {
      scopes: missingPermissions(asked.scopes, before.scopes),
      requests: requestsBeyond(asked.requests, before.requests),
    },
  };
}

function refuseUnasked(asked: Consent, given: Consent): void {
  const scopes = unaskedPermissions(asked.scopes, given.scopes).map(
    (scope): Issue => ({
      path: `grant.${given.scopes.indexOf(scope)}`,
      message: `The plugin does not ask for ${scope}.`,
    }),
  );
  const requests = requestsBeyond(given.requests, asked.requests).map(
    (request): Issue => ({
      path: `consent.${given.requests.indexOf(request)}`,
      message: `The plugin does not ask for ${request.kind} ${request.name}.`,
    }),
  );
  const issues = [...scopes, ...requests];
  if (issues.length > 0) throw new BadUserInputError(issues);
}
