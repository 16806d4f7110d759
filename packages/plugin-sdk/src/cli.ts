import type { CommandRun } from './cli/command-result.ts';
import { parseCommandLine, UsageError } from './cli/config.ts';
import { runCommand } from './cli/run-command.ts';

async function main(argv: readonly string[]): Promise<number> {
  try {
    const config = parseCommandLine(argv);
    if ('help' in config) {
      process.stdout.write(config.help);
      return 0;
    }
    const isStream = config.command === 'dev' || config.follow;
    const { exitCode, report, text } = await runCommand(config, commandRun(config.json, isStream));
    // What goes on for a while says each thing on a line of its own.
    if (config.json) process.stdout.write(`${isStream ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`);
    else if (text !== '') (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message.trimEnd()}\n`);
    return 2;
  }
}

function commandRun(json: boolean, isStream: boolean): CommandRun {
  const ending = new AbortController();
  const stop = () => ending.abort();
  // Others end at once, as any program does.
  if (isStream) for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
  return {
    emit: (report, text) => void process.stdout.write(`${json ? JSON.stringify(report) : text}\n`),
    signal: ending.signal,
    stop,
  };
}

process.exitCode = await main(process.argv.slice(2));
