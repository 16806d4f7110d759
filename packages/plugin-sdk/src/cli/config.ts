import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface CliConfig {
  command: 'validate' | 'build' | 'publish';
  dir: string;
  json: boolean;
  /** Where `build` writes the archive. */
  out: string | undefined;
  /** The GraphQL endpoint that `publish` uploads to. */
  endpoint: string | undefined;
  token: string | undefined;
}

/** The command line is not one that the CLI knows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `ticketbase-plugin <command> [folder] [options]

Commands
  validate   check plugin.json, without a network
  build      check, then bundle the code into an archive
  publish    build, then upload the archive

Options
  --json             print one JSON document instead of text
  --out <file>       build: where to write the archive (default: dist/<id>-<version>.zip in the folder)
  --endpoint <url>   publish: the GraphQL endpoint (or TICKETBASE_ENDPOINT)
  --token <token>    publish: an access token or API token (or TICKETBASE_TOKEN, which other users of the machine cannot read)

Exit codes
  0  done
  1  the plugin has faults; each is printed with its file and line
  2  the command line is wrong
  3  the server refused the plugin or the token
  4  the server could not be reached or failed
`;

const COMMANDS = ['validate', 'build', 'publish'] as const;

/**
 * Reads the command line and what it leaves to the environment.
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): CliConfig | 'help' {
  const { values, positionals } = readArguments(argv);
  if (values.help) return 'help';
  const [name, dir = '.', ...rest] = positionals;
  const command = COMMANDS.find(each => each === name);
  if (!command) throw new UsageError(name === undefined ? 'a command is needed' : `there is no command ${name}`);
  if (rest.length > 0) throw new UsageError(`too many arguments: ${rest.join(' ')}`);
  const endpoint = values.endpoint ?? env.TICKETBASE_ENDPOINT;
  const token = values.token ?? env.TICKETBASE_TOKEN;
  if (command === 'publish' && !(endpoint && URL.canParse(endpoint)))
    throw new UsageError('publish needs --endpoint with a URL');
  if (command === 'publish' && !token) throw new UsageError('publish needs --token or TICKETBASE_TOKEN');
  return { command, dir, json: values.json ?? false, out: values.out, endpoint, token };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        out: { type: 'string' },
        endpoint: { type: 'string' },
        token: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
