import type pg from 'pg';

/** One column, as PostgreSQL knows it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** The default's expression, or how an identity or generated column gets its value. */
  readonly default: string | null;
}

/** A constraint and the text that would make it. */
export interface Constraint {
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion';
  readonly columns: readonly string[];
  readonly definition: string;
  /** The table that a foreign key points to. */
  readonly references: string | null;
}

export interface Index {
  readonly name: string;
  /** From the access method on, such as `btree (organization_id, id)`. */
  readonly definition: string;
  readonly unique: boolean;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Those that no constraint made. */
  readonly indexes: readonly Index[];
}

const COLUMNS = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end as default, a.attgenerated as generated
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
  order by c.relname, a.attnum`;

const CONSTRAINTS = `
  select c.relname as table, n.conname as name, n.contype as kind, pg_get_constraintdef(n.oid) as definition, r.relname as references,
    coalesce((select array_agg(a.attname::text order by k.position)
      from unnest(n.conkey) with ordinality k(number, position)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number), '{}') as columns
  from pg_constraint n
  join pg_class c on c.oid = n.conrelid
  left join pg_class r on r.oid = n.confrelid
  where c.relnamespace = $1::regnamespace and n.contype in ('p', 'u', 'f', 'c', 'x')
  order by c.relname, array_position(array['p', 'u', 'f', 'c', 'x'], n.contype::text), n.conname`;

const INDEXES = `
  select c.relname as table, i.relname as name, pg_get_indexdef(x.indexrelid) as definition, x.indisunique as unique
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class c on c.oid = x.indrelid
  where c.relnamespace = $1::regnamespace
    and not exists (select from pg_constraint n where n.conindid = x.indexrelid and n.contype in ('p', 'u', 'x'))
  order by c.relname, i.relname`;

const KINDS: Record<string, Constraint['kind']> = {
  p: 'primary key',
  u: 'unique',
  f: 'foreign key',
  c: 'check',
  x: 'exclusion',
};

/** Every table of a schema, in order of name: columns as they were made, the rest by name. */
export async function readTables(client: pg.Client, schema: string): Promise<Table[]> {
  // What is found by the search path is printed without its schema.
  await client.query("select set_config('search_path', $1, false)", [schema]);
  const columns = await rows(client, COLUMNS, schema);
  const constraints = await rows(client, CONSTRAINTS, schema);
  const indexes = await rows(client, INDEXES, schema);
  const names = [...new Set(columns.map(row => row.table))];
  return names.map(name => ({
    name,
    columns: columns.filter(row => row.table === name).map(toColumn),
    constraints: constraints
      .filter(row => row.table === name)
      .map(row => ({
        name: row.name,
        kind: KINDS[row.kind]!,
        columns: row.columns,
        definition: row.definition,
        references: row.references,
      })),
    indexes: indexes
      .filter(row => row.table === name)
      .map(row => ({ name: row.name, unique: row.unique, definition: row.definition.replace(/^.* USING /, '') })),
  }));
}

// biome-ignore lint/suspicious/noExplicitAny: rows of the catalog are what the statements above select.
type Row = any;

async function rows(client: pg.Client, sql: string, schema: string): Promise<Row[]> {
  const { rows: found } = await client.query(sql, [schema]);
  return found;
}

const toColumn = (row: Row): Column => ({
  name: row.name,
  type: row.type,
  nullable: row.nullable,
  default: row.generated === '' ? row.default : `generated: ${row.default}`,
});
