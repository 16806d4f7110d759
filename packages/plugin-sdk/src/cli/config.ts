import { parseArgs } from 'node:util';

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  id: { type: 'string' },
  name: { type: 'string' },
  out: { type: 'string' },
  check: { type: 'boolean' },
  endpoint: { type: 'string' },
  token: { type: 'string' },
} as const;

/** The options of each command beside `--help` and `--json`. */
const COMMANDS = {
  create: ['id', 'name'],
  validate: [],
  typegen: ['check'],
  test: [],
  build: ['out'],
  publish: ['endpoint', 'token'],
} as const satisfies Record<string, readonly (keyof typeof OPTIONS)[]>;

/** What the CLI can be asked to do. */
export type CommandName = keyof typeof COMMANDS;

/** What the command line asks for. */
export interface CliConfig {
  command: CommandName;
  /** The plugin's folder. */
  dir: string;
  json: boolean;
  /** What `create` calls the plugin; made from the folder's name if absent. */
  id: string | undefined;
  name: string | undefined;
  /** Where `build` writes the archive. */
  out: string | undefined;
  /** Whether `typegen` only compares. */
  check: boolean;
  /** The GraphQL endpoint of a server. */
  endpoint: string | undefined;
  token: string | undefined;
}

/** The command line is not one that the CLI knows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `ticketbase-plugin <command> [folder] [options]

Commands
  create     write a small working plugin into a new folder
  validate   check plugin.json, without a network
  typegen    write src/generated/plugin.ts, the types behind plugin.json
  test       run the plugin's test files in src/ and test/
  build      check, then bundle the code into an archive
  publish    build, then upload the archive

Options
  --json             print one JSON document instead of text
  --id <id>          create: the plugin's name in the marketplace (default: made from the folder's name)
  --name <name>      create: the name people see (default: made from the id)
  --check            typegen: write nothing, and end with 1 if the file is not current
  --out <file>       build: where to write the archive (default: dist/<id>-<version>.zip in the folder)
  --endpoint <url>   publish: the GraphQL endpoint (or TICKETBASE_ENDPOINT)
  --token <token>    publish: an access token or API token (or TICKETBASE_TOKEN, which other users of the machine cannot read)

Exit codes
  0  done
  1  the plugin has faults, each printed with its file and line, or a test failed
  2  the command line is wrong
  3  the server refused the plugin or the token
  4  the server could not be reached or failed
`;

/**
 * Reads the command line and what it leaves to the environment.
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): CliConfig | 'help' {
  const { values, positionals } = readArguments(argv);
  if (values.help) return 'help';
  const [name, dir = '.', ...rest] = positionals;
  const command = (Object.keys(COMMANDS) as CommandName[]).find(each => each === name);
  if (!command) throw new UsageError(name === undefined ? 'a command is needed' : `there is no command ${name}`);
  if (rest.length > 0) throw new UsageError(`too many arguments: ${rest.join(' ')}`);
  const allowed: readonly string[] = ['help', 'json', ...COMMANDS[command]];
  const foreign = Object.keys(values).find(option => !allowed.includes(option));
  if (foreign) throw new UsageError(`${command} takes no --${foreign}`);
  if (command === 'create' && positionals.length < 2) throw new UsageError('create needs a folder');
  const endpoint = values.endpoint ?? env.TICKETBASE_ENDPOINT;
  const token = values.token ?? env.TICKETBASE_TOKEN;
  if (allowed.includes('endpoint')) {
    if (!(endpoint && URL.canParse(endpoint))) throw new UsageError(`${command} needs --endpoint with a URL`);
    if (!token) throw new UsageError(`${command} needs --token or TICKETBASE_TOKEN`);
  }
  const { json = false, check = false, id, name: pluginName, out } = values;
  return { command, dir, json, id, name: pluginName, out, check, endpoint, token };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
