import pg from 'pg';

export interface ProvisionOptions {
  /** URL of a role that may create roles and schemas in the database. */
  readonly adminUrl: string;
  /** Name of the subgraph: of its schema and of its role. */
  readonly name: string;
  readonly password: string;
  /** Role name, where several databases of one server must not share roles; `ticketbase_<name>` by default. */
  readonly role?: string;
}

const quote = pg.escapeIdentifier;

/**
 * Creates a subgraph's schema and its role, which owns that schema and can reach no other, and returns the role's URL.
 * Safe to repeat; a changed password is set.
 */
export async function provisionSchema({
  adminUrl,
  name,
  password,
  role = `ticketbase_${name}`,
}: ProvisionOptions): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const exists = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    const verb = exists.rowCount ? 'alter' : 'create';
    await client.query(
      `${verb} role ${quote(role)} login nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
    );
    await client.query(`grant ${quote(role)} to current_user`);
    await client.query(`create schema if not exists ${quote(name)} authorization ${quote(role)}`);
    await client.query(`alter role ${quote(role)} set search_path = ${quote(name)}`);
    await client.query(`revoke all on schema public from ${quote(role)}, public`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}
