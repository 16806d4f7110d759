import { ConfigurationError, DomainError } from '@ticketbase/kernel';
import { Database } from '@ticketbase/subgraph-kit';
import { parseDatabaseUrl } from './config.ts';
import { usersDatabase } from './database.ts';
import { setOperator } from './operator.ts';

const USAGE = 'Usage: npm run operator -w @ticketbase/users -- grant|revoke <email>   (with USERS_DATABASE_URL set)';

/** Makes someone an operator of the server, or no longer. Resolves to the exit code: 0 done, 1 refused, 2 misused. */
export async function operatorCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const [verb, email] = args;
  if (args.length !== 2 || !email || (verb !== 'grant' && verb !== 'revoke')) {
    say(USAGE);
    return 2;
  }
  try {
    await change(parseDatabaseUrl(env), email, verb === 'grant');
    say(`${email} is ${verb === 'grant' ? 'an operator' : 'no operator any more'}, from the next access token on.`);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof ConfigurationError)) throw error;
    say(error.message);
    return 1;
  }
}

async function change(url: string, email: string, operator: boolean): Promise<void> {
  const database = await Database.connect({ ...usersDatabase, url, poolSize: 1 });
  try {
    await setOperator(database, email, operator);
  } finally {
    await database.close();
  }
}
