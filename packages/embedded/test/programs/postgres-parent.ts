// Starts PostgreSQL, tells its parent where it is, and then waits to be killed.
import { type PostgresOptions, startPostgres } from '../../src/postgres/start-postgres.ts';

const { url, pid } = await startPostgres(JSON.parse(process.argv[2]!) as PostgresOptions);
process.send!({ url, pid });
setInterval(() => {}, 60_000);
