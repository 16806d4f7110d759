import type { SubgraphSchema } from '@ticketbase/subgraph-kit';
import { type DefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';

/** What every subgraph's schema keeps to; composition is checked over all of them by `npm run check`. */
export function schemaConformance(schema: SubgraphSchema): void {
  describe(`the schema of ${schema.name}`, () => {
    test('describes every type, field, argument and value', () => {
      expect(parse(schema.sdl).definitions.flatMap(undescribed)).toEqual([]);
    });

    test('notices what is not described (control)', () => {
      const careless = parse('"""An event.""" type Event { """Its id.""" id(format: String): ID! title: String }');
      expect(careless.definitions.flatMap(undescribed)).toEqual(['Event.id.format', 'Event.title']);
    });

    test('hides every command from clients', () => {
      const commands = [...schema.access].filter(([, level]) => level === 'service').map(([name]) => name);
      for (const command of commands) {
        const field = command.split('.')[1]!;
        expect(schema.sdl, command).toMatch(new RegExp(`\\b${field}(\\([^]*?\\))?: [\\w![\\]]+ @inaccessible`));
      }
    });
  });
}

interface Part {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly description?: unknown;
  readonly fields?: readonly Part[];
  readonly arguments?: readonly Part[];
  readonly values?: readonly Part[];
}

function undescribed(definition: DefinitionNode | Part): string[] {
  const part = definition as Part;
  const parts = [...(part.fields ?? []), ...(part.arguments ?? []), ...(part.values ?? [])];
  const needsNone = ['Query', 'Mutation'].includes(part.name?.value ?? '') || part.kind.startsWith('Schema');
  const own = part.description || needsNone ? [] : [part.name?.value ?? part.kind];
  return [...own, ...parts.flatMap(undescribed).map(name => `${part.name?.value}.${name}`)];
}

export interface DatabaseConformance {
  /** A column that the control changes, to see that a difference is noticed. */
  readonly control: { readonly table: string; readonly column: string };
  /** What only the migrations know beside indexes and constraints, such as a generated column. */
  readonly deliberate?: RegExp;
}

/** What every database on PostgreSQL keeps to: its entities are what its migrations make. */
export function databaseConformance(options: TestDatabaseOptions, { control, deliberate }: DatabaseConformance): void {
  const schema = options.name;
  const migrationsOnly = new RegExp(
    `^(drop (index|function|trigger)|drop table if exists "${schema}"."outbox|alter table "${schema}"."(\\w+" drop constraint|(outbox|inbox|idempotency_key)"))`,
  );
  describe(`the database of ${schema}`, () => {
    let db: TestDatabase;
    beforeAll(async () => {
      db = await createTestDatabase(options);
    });
    afterAll(() => db.close());

    const differences = async () => {
      const sql = await db.database.orm.schema.getUpdateSchemaSQL({ safe: false, wrap: false });
      const statements = sql.split('\n').filter(line => line.trim() !== '');
      return statements.filter(statement => !migrationsOnly.test(statement) && !deliberate?.test(statement));
    };

    test('has the tables that the entities describe', async () => {
      expect(await differences()).toEqual([]);
    });

    test('notices a column that differs (control)', async () => {
      const { table, column } = control;
      await db.database.forkTenant(null).execute(`alter table ${table} alter column ${column} type bigint`);
      expect(await differences()).toEqual([expect.stringContaining(`"${column}"`)]);
    });
  });
}
