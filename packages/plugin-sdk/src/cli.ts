import { parseCommandLine, USAGE, UsageError } from './cli/config.ts';
import { runCommand } from './cli/run-command.ts';

async function main(argv: readonly string[]): Promise<number> {
  try {
    const config = parseCommandLine(argv);
    if (config === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    const { exitCode, report, text } = await runCommand(config);
    if (config.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
