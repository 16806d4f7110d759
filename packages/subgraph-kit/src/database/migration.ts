import { Migration } from '@mikro-orm/migrations';

/** One step of a subgraph's schema: plain SQL, applied once, in order of name. */
export interface SqlMigration {
  /** `<date>_<what>`, e.g. `20261123_initial`. */
  readonly name: string;
  readonly sql: string;
}

/** As MikroORM's migrator takes it. */
export function toMigrationObject({ name, sql }: SqlMigration) {
  return {
    name,
    class: class extends Migration {
      override up(): void {
        this.addSql(sql);
      }
    },
  };
}
