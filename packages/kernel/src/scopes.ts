/** Everything a viewer can be allowed to do. Roles are bundles of these; API tokens and plugins hold them one by one. */
export const SCOPES = {
  'organization:read': 'See the organization, its settings and its members.',
  'organization:write': 'Change the organization and its settings.',
  'members:manage': 'Invite and remove members, and change their roles.',
  'tokens:manage': 'Create and revoke API tokens.',
  'events:read': 'See events that are not public, with their ticket types.',
  'events:write': 'Create, change, publish, cancel and delete events and ticket types.',
  'tickets:read': 'See tickets and their attendees.',
  'tickets:write': 'Transfer tickets and change attendees.',
  'tickets:check_in': 'Check tickets in at the door, and undo it.',
  'orders:read': 'See orders, buyers and payments.',
  'orders:write': 'Record payments, cancel orders and send tickets again.',
  'orders:refund': 'Give money back.',
  'payments:read': 'See promo codes, fees and tax rules.',
  'payments:write': 'Change promo codes, fees and tax rules.',
  'plugins:read': 'See installed plugins and their logs.',
  'plugins:manage': 'Install, configure, enable and remove plugins.',
  'plugins:publish': 'Publish plugins to the marketplace.',
  'analytics:read': 'See sales figures.',
  'activity:read': 'See the activity log.',
  'notifications:read': 'See which messages were sent to whom.',
  'notifications:write': 'Change templates and send messages.',
} as const;

export type Scope = keyof typeof SCOPES;

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[];

export const isScope = (value: string): value is Scope => Object.hasOwn(SCOPES, value);

export const ROLES = ['OWNER', 'ADMIN', 'MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER'] as const;
export type Role = (typeof ROLES)[number];

const MANAGER: readonly Scope[] = [
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
];

/** What each role may do inside its organization. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  OWNER: ALL_SCOPES,
  ADMIN: ALL_SCOPES,
  MANAGER,
  SUPPORT: [
    'organization:read',
    'events:read',
    'tickets:read',
    'tickets:write',
    'tickets:check_in',
    'orders:read',
    'orders:write',
    'notifications:read',
  ],
  ANALYST: ['organization:read', 'events:read', 'orders:read', 'payments:read', 'analytics:read', 'activity:read'],
  SCANNER: ['events:read', 'tickets:check_in'],
};
