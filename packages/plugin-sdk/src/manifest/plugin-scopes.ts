import type { Scope } from '@ticketbase/kernel';

/** The platform scopes a plugin may ask for: those that cannot widen anyone's rights, a plugin's own included. */
export const PLUGIN_SCOPES = [
  'organization:read',
  'events:read',
  'events:write',
  'tickets:read',
  'tickets:write',
  'tickets:check_in',
  'orders:read',
  'orders:write',
  'orders:refund',
  'payments:read',
  'payments:write',
  'plugins:read',
  'analytics:read',
  'activity:read',
  'notifications:read',
  'notifications:write',
] as const satisfies readonly Scope[];

/** A platform scope that a plugin may ask for. */
export type PluginScope = (typeof PLUGIN_SCOPES)[number];
