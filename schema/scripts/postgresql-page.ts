import type { Constraint, Table } from './postgresql-tables.ts';

export interface SchemaDescription {
  readonly name: string;
  readonly tables: readonly Table[];
}

/** The page on everything in PostgreSQL. Tables that every schema has alike are described once. */
export function postgresqlPage(schemas: readonly SchemaDescription[]): string {
  const shared = sharedTables(schemas);
  const isShared = ({ name }: Table) => shared.some(table => table.name === name);
  const sections = schemas.map(({ name, tables }) => {
    const own = tables.filter(table => !isShared(table));
    return `## ${name}\n\n${diagram(own)}\n\n${own.map(describe).join('\n')}`;
  });
  return [
    '# PostgreSQL',
    '',
    'One database, a schema and a role per subgraph; a role reaches its own schema only, so no foreign key leaves it. Made by',
    'the migrations in `subgraphs/*/migrations`. This page is read from a database that they were applied to (`npm run codegen`),',
    'and `npm run check` fails when it differs. In the diagrams stand keys only, and arrows are foreign keys.',
    '',
    `${sections.join('\n')}`,
    '## Tables of every schema',
    '',
    'Each subgraph has these in its own schema: domain events on their way out and in, idempotency keys, and the migrations',
    'that were applied.',
    '',
    shared.map(describe).join('\n'),
  ].join('\n');
}

function sharedTables(schemas: readonly SchemaDescription[]): readonly Table[] {
  const [first, ...others] = schemas.map(({ tables }) => tables);
  const same = (table: Table) => (tables: readonly Table[]) =>
    tables.some(other => JSON.stringify(other) === JSON.stringify(table));
  return (first ?? []).filter(table => others.length > 0 && others.every(same(table)));
}

function diagram(tables: readonly Table[]): string {
  const boxes = tables.map(({ name, columns, constraints }) => {
    const keys = columns.flatMap(({ name: column, type }) => {
      const marks = marksOf(column, constraints);
      return marks.length > 0 ? [`    ${mermaidType(type)} ${column} ${marks.join(', ')}`] : [];
    });
    return keys.length > 0 ? `  ${name} {\n${keys.join('\n')}\n  }` : `  ${name}`;
  });
  const lines = tables.flatMap(table =>
    table.constraints.filter(({ kind }) => kind === 'foreign key').map(key => relation(table, key)),
  );
  return `\`\`\`mermaid\nerDiagram\n${[...boxes, ...lines].join('\n')}\n\`\`\``;
}

function marksOf(column: string, constraints: readonly Constraint[]): string[] {
  const isIn = (kind: Constraint['kind'], alone = false) =>
    constraints.some(
      each => each.kind === kind && each.columns.includes(column) && (!alone || each.columns.length === 1),
    );
  return [
    ...(isIn('primary key') ? ['PK'] : []),
    ...(isIn('foreign key') ? ['FK'] : []),
    ...(isIn('unique', true) ? ['UK'] : []),
  ];
}

function relation(table: Table, key: Constraint): string {
  const nullable = table.columns.some(({ name, nullable }) => nullable && key.columns.includes(name));
  const once = table.constraints.some(
    ({ kind, columns }) => (kind === 'unique' || kind === 'primary key') && columns.every(c => key.columns.includes(c)),
  );
  return `  ${key.references} ${nullable ? '|o' : '||'}--${once ? 'o|' : 'o{'} ${table.name} : "${key.columns.join(', ')}"`;
}

/** Mermaid takes one word. */
const mermaidType = (type: string) => short(type).replace(/[^\w[\]()-]/g, '_');

const short = (type: string) =>
  type.replace(/^timestamp(\(\d\))? with time zone/, 'timestamptz$1').replace('character varying', 'varchar');

function describe({ name, columns, constraints, indexes }: Table): string {
  const rows = columns.map(
    column =>
      `| \`${column.name}\` | ${short(column.type)} | ${column.nullable ? 'yes' : ''} | ${code(column.default)} |`,
  );
  const facts = [
    ...constraints.map(({ name: constraint, definition }) => `- \`${constraint}\`: ${code(definition)}`),
    ...indexes.map(
      ({ name: index, definition, unique }) => `- \`${index}\`: ${unique ? 'unique ' : ''}index, ${code(definition)}`,
    ),
  ];
  return `### ${name}\n\n| column | type | null | default |\n|---|---|---|---|\n${rows.join('\n')}\n\n${facts.length > 0 ? `${facts.join('\n')}\n` : ''}`;
}

const code = (text: string | null) => (text === null ? '' : `\`${text.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\``);
