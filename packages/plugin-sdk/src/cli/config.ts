import { parseArgs } from 'node:util';
import { didYouMean } from '../closest.ts';
import { helpOf, USAGE } from './usage.ts';

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  id: { type: 'string' },
  name: { type: 'string' },
  out: { type: 'string' },
  check: { type: 'boolean' },
  once: { type: 'boolean' },
  follow: { type: 'boolean', short: 'f' },
  schedule: { type: 'string' },
  hook: { type: 'string' },
  webhook: { type: 'string' },
  payload: { type: 'string' },
  header: { type: 'string', multiple: true },
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
  dev: ['endpoint', 'token', 'once'],
  logs: ['endpoint', 'token', 'follow'],
  trigger: ['endpoint', 'token', 'schedule', 'hook', 'webhook', 'payload', 'header'],
  failed: ['endpoint', 'token'],
  replay: ['endpoint', 'token', 'id'],
} as const satisfies Record<string, readonly (keyof typeof OPTIONS)[]>;

/** What the CLI can be asked to do. */
export type CommandName = keyof typeof COMMANDS;

/** What the command line asks for. */
export interface CliConfig {
  command: CommandName;
  /** The plugin's folder. */
  dir: string;
  json: boolean;
  /** What `create` calls the plugin, made from the folder's name if absent; which failed hook `replay` runs, all if absent. */
  id: string | undefined;
  name: string | undefined;
  /** Where `build` writes the archive. */
  out: string | undefined;
  /** Whether `typegen` only compares. */
  check: boolean;
  /** Whether `dev` ends after the first version. */
  once: boolean;
  /** Whether `logs` goes on. */
  follow: boolean;
  /** What `trigger` runs: a schedule, the hook of an event, or a webhook. */
  schedule: string | undefined;
  hook: string | undefined;
  webhook: string | undefined;
  /** The file with what a hook is told, or a webhook is sent. */
  payload: string | undefined;
  /** What else a webhook is sent, by name. */
  headers: Readonly<Record<string, string>>;
  /** The GraphQL endpoint of a server. */
  endpoint: string | undefined;
  token: string | undefined;
}

const MORE_HELP = '\nticketbase-plugin --help lists the commands and their options';

/** The command line is not one that the CLI knows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line and what it leaves to the environment.
 * @returns the help that it asks for, or what is to be done
 * @throws UsageError
 */
export function parseCommandLine(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): CliConfig | { help: string } {
  const { values, positionals } = readArguments(argv);
  const [name, dir, ...rest] = positionals;
  if (name === undefined && values.help) return { help: USAGE };
  if (name === undefined) throw new UsageError(`a command is needed\n\n${USAGE}`);
  const names = Object.keys(COMMANDS) as CommandName[];
  const command = names.find(each => each === name);
  if (!command) throw new UsageError(`there is no command ${name}${didYouMean(name, names)}${MORE_HELP}`);
  if (values.help) return { help: helpOf(command, COMMANDS[command]) };
  try {
    return readCommand(command, dir, rest, values, env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; ticketbase-plugin ${command} --help tells more`);
  }
}

function readCommand(
  command: CommandName,
  dir: string | undefined,
  rest: readonly string[],
  values: ReturnType<typeof readArguments>['values'],
  env: NodeJS.ProcessEnv,
): CliConfig {
  if (rest.length > 0) throw new UsageError(`too many arguments: ${rest.join(' ')}`);
  const allowed: readonly string[] = ['help', 'json', ...COMMANDS[command]];
  const foreign = Object.keys(values).find(option => !allowed.includes(option));
  if (foreign) throw new UsageError(`${command} takes no --${foreign}`);
  if (command === 'create' && dir === undefined) throw new UsageError('create needs a folder');
  if (command === 'trigger') checkTrigger(values);
  const endpoint = values.endpoint ?? env.TICKETBASE_ENDPOINT;
  const token = values.token ?? env.TICKETBASE_TOKEN;
  if (allowed.includes('endpoint')) {
    if (!(endpoint && URL.canParse(endpoint)))
      throw new UsageError(`${command} needs --endpoint or TICKETBASE_ENDPOINT with a URL`);
    if (!token) throw new UsageError(`${command} needs --token or TICKETBASE_TOKEN`);
  }
  if (command === 'dev' && !isLoopback(endpoint!))
    throw new UsageError(
      'dev publishes to a server on this machine only: all of a server is offered what it publishes',
    );
  const { json = false, check = false, once = false, follow = false, id, name: pluginName, out } = values;
  const { schedule, hook, webhook, payload } = values;
  const headers = Object.fromEntries((values.header ?? []).map(readHeader));
  const triggered = { schedule, hook, webhook, payload, headers };
  return {
    command,
    dir: dir ?? '.',
    json,
    id,
    name: pluginName,
    out,
    check,
    once,
    follow,
    ...triggered,
    endpoint,
    token,
  };
}

function checkTrigger({ schedule, hook, webhook, payload, header }: ReturnType<typeof readArguments>['values']): void {
  if ([schedule, hook, webhook].filter(Boolean).length !== 1)
    throw new UsageError('trigger needs one of --schedule, --hook and --webhook, with a name');
  if (hook && !payload) throw new UsageError('trigger --hook needs --payload with a file');
  if (schedule && payload)
    throw new UsageError('trigger --schedule takes no --payload: its params stand in plugin.json');
  if (header && !webhook) throw new UsageError('trigger takes --header with --webhook only');
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--header is no "name: value": ${text}`);
  return [name, value];
}

/** Whether a URL leads to this machine. */
const isLoopback = (url: string) =>
  /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    // What Node says is a sentence, and sometimes more of them about how it could be meant.
    throw new UsageError(`${(error as Error).message.split('. ')[0]}${MORE_HELP}`);
  }
}
