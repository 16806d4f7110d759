import pg from 'pg';
import type { EventsService } from './events-service.ts';

/** How full a database is. */
export interface Fill {
  readonly events: number;
  readonly ticketsPerEvent: number;
}

/**
 * Fills the database of the events subgraph with copies of an event that was published and sold through it, so that
 * what is stored looks as the subgraph stores it. As the server's administrator, without looking each reference up.
 */
export async function fill(service: EventsService, { events, ticketsPerEvent }: Fill): Promise<void> {
  const { eventId, ticketTypeId } = await service.publish(1_000);
  await service.sell({ eventId, ticketTypeId }, 1);
  const client = new pg.Client({ connectionString: service.adminUrl });
  await client.connect();
  try {
    await client.query(
      'set search_path = events; set session_replication_role = replica; set synchronous_commit = off',
    );
    await client.query(
      `create temporary table copy as
         select n, uuidv7() as event_id, uuidv7() as type_id from generate_series(1, ${events}) n`,
    );
    const copy = (table: string, source: string, changed: Readonly<Record<string, string>>) =>
      copyRows(client, table, source, changed);
    await copy('event', `event t, copy c where t.id = '${eventId}'`, {
      ...{ id: 'c.event_id', slug: `'copy-' || c.n`, title: `'Bench Night ' || c.n` },
      ...{ starts_at: `t.starts_at + c.n * interval '1 minute'`, ends_at: `t.ends_at + c.n * interval '1 minute'` },
    });
    const sold = { sold: `${ticketsPerEvent}`, held: '0' };
    await copy('event_stock', `event_stock t, copy c where t.event_id = '${eventId}'`, {
      ...{ ...sold, event_id: 'c.event_id' },
    });
    await copy('ticket_type', `ticket_type t, copy c where t.id = '${ticketTypeId}'`, {
      ...{ ...sold, id: 'c.type_id', event_id: 'c.event_id' },
    });
    const tickets = `ticket t, copy c, generate_series(1, ${ticketsPerEvent}) as s where t.event_id = '${eventId}'`;
    await copy('ticket', tickets, {
      ...{ id: 'uuidv7()', event_id: 'c.event_id', ticket_type_id: 'c.type_id', order_id: 'uuidv7()' },
      ...{ code: `upper(replace(gen_random_uuid()::text, '-', ''))` },
      ...{ attendee_name: `'Bench Buyer ' || c.n`, attendee_email: `'buyer-' || c.n || '-' || s || '@bench.example'` },
    });
    await client.query('set session_replication_role = default');
    // What the server does after so many rows, sooner or later, it does before anything is measured.
    await client.query('vacuum (freeze, analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

/** Copies rows of `t` with all their columns but those that are generated, some of them changed. */
async function copyRows(
  client: pg.Client,
  table: string,
  source: string,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'events' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const quoted = names.map(name => pg.escapeIdentifier(name)).join(', ');
  const values = names.map(name => changed[name] ?? `t.${pg.escapeIdentifier(name)}`).join(', ');
  await client.query(`insert into ${table} (${quoted}) select ${values} from ${source}`);
}
