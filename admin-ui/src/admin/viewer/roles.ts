import type { Role } from '../../generated/graphql.ts';

/** Every role, from the one that may do most, with what to tell people about it. */
export const ROLES: ReadonlyArray<{ readonly role: Role; readonly name: string; readonly description: string }> = [
  { role: 'OWNER', name: 'Owner', description: 'May do everything, and decides who else owns the organization.' },
  { role: 'ADMIN', name: 'Administrator', description: 'May do everything but make or remove owners.' },
  { role: 'MANAGER', name: 'Manager', description: 'Runs events and sales, money included.' },
  { role: 'SUPPORT', name: 'Support', description: 'Answers buyers: sees orders, changes tickets, sends them again.' },
  { role: 'ANALYST', name: 'Analyst', description: 'Sees figures and orders; changes nothing.' },
  { role: 'SCANNER', name: 'Scanner', description: 'Checks tickets in at the door.' },
];

/** What people call a role. */
export const roleName = (role: Role): string => ROLES.find(entry => entry.role === role)?.name ?? role;

/** The roles that someone may give: none above their own. */
export function rolesUpTo(role: string | undefined): typeof ROLES {
  const own = ROLES.findIndex(entry => entry.role === role);
  return own < 0 ? [] : ROLES.slice(own);
}

export const isRole = (value: unknown): value is Role => ROLES.some(({ role }) => role === value);
