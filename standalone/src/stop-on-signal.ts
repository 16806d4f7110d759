import type { Progress } from './progress.ts';

/** A stop that takes longer than this is forced: Ctrl-C must always end the process. */
const PATIENCE = 20_000;

/** npm passes on the Ctrl-C that the terminal has sent to us already: signals this close together are one. */
const ECHO = 2_000;

/** On SIGINT or SIGTERM runs what was added, last first, and exits. A later second signal exits at once. */
export function stopOnSignal(progress: Progress) {
  const steps: Array<() => Promise<void>> = [];
  let since: number | undefined;

  const stop = async () => {
    if (since !== undefined) {
      if (performance.now() - since > ECHO) process.exit(130);
      return;
    }
    since = performance.now();
    progress.line('stopping …');
    setTimeout(() => process.exit(1), PATIENCE).unref();
    for (const step of steps.reverse()) await step().catch(() => {});
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  return {
    add(step: () => Promise<void>): void {
      steps.push(step);
    },
  };
}
