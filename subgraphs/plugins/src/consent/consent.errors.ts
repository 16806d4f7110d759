import { DomainError } from '@ticketbase/kernel';
import type { PluginRequest } from './plugin-request.ts';

/** The organization has not consented to what the version asks for. */
export class PermissionsNotGrantedError extends DomainError {
  static readonly code = 'PERMISSIONS_NOT_GRANTED';
  static readonly summary =
    'The version asks for more than is granted: `missing` names the scopes, `requests` all else (hosts, hooks, fields, …), as `consent` takes it.';
  constructor({
    scopes,
    requests,
  }: { readonly scopes: readonly string[]; readonly requests: readonly PluginRequest[] }) {
    const named = [...scopes, ...requests.map(({ kind, name }) => `${kind} ${name}`)];
    super(`The plugin asks for what is not granted: ${named.join(', ')}.`, {
      details: { missing: scopes, requests: requests.map(({ kind, name }) => ({ kind, name })) },
    });
  }
}
