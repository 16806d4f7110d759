/** Writes docs/permissions.md: who may call each operation, from what the operations declare beside themselves. */
import { SUBSCRIPTION_ACCESS } from '@ticketbase/gateway';
import { ROLE_SCOPES, ROLES, SCOPES, type Scope } from '@ticketbase/kernel';
import { generatedFile } from './generated-file.ts';
import { subgraphSchemas } from './sources.ts';

const WHO: Record<string, string> = {
  public: 'anyone; each sees what is public or theirs',
  authenticated: 'anyone signed in',
  operator: 'operators of the server',
  service: 'other subgraphs only (not in the public schema)',
};

const tick = (yes: boolean) => (yes ? '✓' : '');
const allows = (level: string, role: (typeof ROLES)[number]) =>
  level === 'public' || level === 'authenticated' || ROLE_SCOPES[role].includes(level as Scope);

const scopeTable = Object.entries(SCOPES).map(
  ([scope, meaning]) =>
    `| \`${scope}\` | ${meaning} | ${ROLES.map(role => tick(ROLE_SCOPES[role].includes(scope as Scope))).join(' | ')} |`,
);
const parts = [...subgraphSchemas, { name: 'gateway', access: SUBSCRIPTION_ACCESS }];
const operations = parts.map(({ name, access }) => {
  const rows = [...access].sort(([a], [b]) => (a < b ? -1 : 1));
  const table = rows.map(
    ([operation, level]) =>
      `| \`${operation}\` | ${WHO[level] ?? `\`${level}\``} | ${ROLES.map(role => tick(allows(level, role))).join(' | ')} |`,
  );
  return `### ${name}\n\n| operation | who | ${ROLES.join(' | ')} |\n|---|---|${ROLES.map(() => '---|').join('')}\n${table.join('\n')}\n`;
});

const fields = subgraphSchemas.flatMap(({ fieldScopes }) => [...fieldScopes]).sort(([a], [b]) => (a < b ? -1 : 1));
const fieldTable = fields.map(
  ([field, scope]) => `| \`${field}\` | \`${scope}\` | ${ROLES.map(role => tick(allows(scope, role))).join(' | ')} |`,
);

generatedFile(
  'docs/permissions.md',
  `# Permissions\n\nRoles are bundles of scopes; API tokens and plugins hold scopes, never roles. Each operation declares its access beside\nitself (\`@Access\`), a schema with one that does not is refused at start, and this page is generated from those declarations\n(\`npm run codegen\`). \`npm run check\` fails when it differs, so a change of access is always seen in review.\n\nA scope holds in the viewer's own organization only. What a viewer may not see is answered like what does not exist.\n\n## Scopes\n\n| scope | allows to | ${ROLES.join(' | ')} |\n|---|---|${ROLES.map(() => '---|').join('')}\n${scopeTable.join('\n')}\n\n## Operations\n\n${operations.join('\n')}\n## Fields\n\nWhat a program, such as a component of a plugin, needs for a field beside what led it there. What it selects tells from this\nwhich scopes it needs (\`@Scoped\` beside the field, a tag in the supergraph); each service decides itself who sees the field.\n\n| field | needs | ${ROLES.join(' | ')} |\n|---|---|${ROLES.map(() => '---|').join('')}\n${fieldTable.join('\n')}\n`,
  'npm run codegen',
);
