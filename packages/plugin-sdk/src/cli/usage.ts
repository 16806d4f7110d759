/** All commands and options. */
export const USAGE = `ticketbase-plugin <command> [folder] [options]

Commands
  create     write a small working plugin into a new folder
  validate   check plugin.json, the code and the components, without a network
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

/** What there is to know of one command: what it does, its options, and how it ends. */
export function helpOf(command: string, options: readonly string[]): string {
  const [, commands = '', all = '', exitCodes = ''] = USAGE.trimEnd().split('\n\n');
  const lineOf = (section: string, name: string) =>
    section.split('\n').find(line => line.trimStart().startsWith(`${name} `));
  const purpose = lineOf(commands, command)?.trim().slice(command.length).trim();
  const its = ['json', ...options].map(option => lineOf(all, `--${option}`) ?? lineOf(all, `--${option},`));
  const folder = command === 'create' ? '<folder>' : '[folder]';
  return `ticketbase-plugin ${command} ${folder} [options]\n\n${purpose}\n\nOptions\n${its.join('\n')}\n\n${exitCodes}\n`;
}
