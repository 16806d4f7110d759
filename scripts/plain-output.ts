/** For the environment of what prints: a log file is for reading and searching, which escape codes between words spoil. */
export function plainUnlessTerminal(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
}
