import pg from 'pg';

const PUBLISHERS = ['payments', 'events', 'plugins', 'notifications', 'users'];

const DELIVERED = PUBLISHERS.map(
  schema => `not exists (
    select 1 from ${schema}.outbox o, ${schema}.outbox_cursor c
     where (o.transaction_id, o.position) > (c.transaction_id, c.position))`,
).join(' and ');

/** Looks whether every domain event is delivered, and every mail sent. */
export class Aftermath {
  private readonly client: pg.Client;

  private constructor(client: pg.Client) {
    this.client = client;
  }

  static async watch(adminUrl: string): Promise<Aftermath> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    return new Aftermath(client);
  }

  async isSettled(): Promise<boolean> {
    const { rows } = await this.client.query<{ settled: boolean }>(
      `select ${DELIVERED} and not exists (
         select 1 from notifications.notification where status in ('QUEUED', 'SENDING')) as settled`,
    );
    return rows[0]!.settled;
  }

  stop(): Promise<void> {
    return this.client.end();
  }
}
