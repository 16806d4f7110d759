import { type Issue, isScope } from '@ticketbase/kernel';
import type { HookEvent, PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import { isStorable } from '../storable-text.ts';

/** The scope without which a plugin must not be told of an event. */
const HOOK_SCOPES = { event: 'events:read', ticket: 'tickets:read', order: 'orders:read' } as const;

export const scopeOfHook = (event: HookEvent) => HOOK_SCOPES[event.split('.')[0] as keyof typeof HOOK_SCOPES];

/** What the platform asks of a manifest beyond its own shape. */
export function manifestIssues(manifest: PluginManifest): Issue[] {
  const unknown = manifest.permissions.flatMap((scope, index) =>
    isScope(scope) ? [] : [{ path: `permissions.${index}`, message: `${scope} is not a scope of the platform.` }],
  );
  const untold = manifest.hooks.flatMap((event, index) => {
    const scope = scopeOfHook(event);
    if (manifest.permissions.includes(scope)) return [];
    return [{ path: `hooks.${index}`, message: `To be told of ${event} a plugin needs the permission ${scope}.` }];
  });
  const unstorable = isStorable(manifest) ? [] : [{ path: '', message: 'A text has a NUL or half a surrogate pair.' }];
  return [...unknown, ...untold, ...unstorable];
}
