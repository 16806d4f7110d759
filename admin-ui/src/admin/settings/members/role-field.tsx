import { useState } from 'react';
import type { Role } from '../../../generated/graphql.ts';
import { SelectField } from '../../../ui/field.tsx';
import { ROLES, rolesUpTo } from '../../viewer/roles.ts';

interface RoleFieldProps {
  /** The role of whoever chooses: none above it is offered. */
  readonly viewerRole: string | undefined;
  readonly defaultValue: Role;
  readonly fault?: string;
}

/** A choice of a role, with what it allows. */
export function RoleField({ viewerRole, defaultValue, fault }: RoleFieldProps) {
  const [chosen, setChosen] = useState<string>(defaultValue);
  return (
    <SelectField
      label="Role"
      name="role"
      value={chosen}
      onChange={event => setChosen(event.currentTarget.value)}
      hint={ROLES.find(({ role }) => role === chosen)?.description}
      fault={fault}
    >
      {rolesUpTo(viewerRole).map(({ role, name }) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
