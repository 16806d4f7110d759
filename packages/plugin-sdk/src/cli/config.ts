import { parseArgs } from 'node:util';

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
  dev        on every change: build, publish a development version to a server on this machine, install it; show its log
  logs       show the plugin's log in the token's organization
  trigger    run one of the plugin's schedules, hooks or webhooks now, in the token's organization
  failed     show the events that the plugin's hooks failed at for good, in the token's organization
  replay     have them run again, or the one with --id

Options
  --json             print one JSON document instead of text; dev and logs --follow print one on each line
  --id <id>          create: the plugin's name in the marketplace (default: made from the folder's name); replay: a failed hook
  --name <name>      create: the name people see (default: made from the id)
  --check            typegen: write nothing, and end with 1 if the file is not current
  --out <file>       build: where to write the archive (default: dist/<id>-<version>.zip in the folder)
  --once             dev: end after the first version
  --follow, -f       logs: go on with what the plugin writes from now on
  --schedule <name>  trigger: the schedule's name in plugin.json
  --hook <event>     trigger: the event that a hook is told of, with --payload
  --webhook <name>   trigger: the webhook that is called
  --payload <file>   trigger: what the hook's event says, as JSON; or the body that the webhook gets
  --header <header>  trigger: a header that the webhook gets, as "name: value"; may be repeated
  --endpoint <url>   publish, dev, logs, trigger, failed, replay: the GraphQL endpoint (or TICKETBASE_ENDPOINT)
  --token <token>    with --endpoint: an access token or API token (or TICKETBASE_TOKEN, which other users of the machine cannot read)

Exit codes (dev and logs --follow end with 0 on Ctrl-C)
  0  done
  1  the plugin has faults, each printed with its file and line, or a test or a triggered run failed
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
  if (command === 'trigger') checkTrigger(values);
  const endpoint = values.endpoint ?? env.TICKETBASE_ENDPOINT;
  const token = values.token ?? env.TICKETBASE_TOKEN;
  if (allowed.includes('endpoint')) {
    if (!(endpoint && URL.canParse(endpoint))) throw new UsageError(`${command} needs --endpoint with a URL`);
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
  return { command, dir, json, id, name: pluginName, out, check, once, follow, ...triggered, endpoint, token };
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
    throw new UsageError((error as Error).message);
  }
}
