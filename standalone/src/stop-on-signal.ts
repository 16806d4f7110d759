import type { Progress } from './progress.ts';

/** A stop that takes longer than this is forced: Ctrl-C must always end the process. */
const PATIENCE = 20_000;

/** On SIGINT or SIGTERM runs what was added, last first, and exits. A second signal exits at once. */
export function stopOnSignal(progress: Progress) {
  const steps: Array<() => Promise<void>> = [];
  let stopping = false;

  const stop = async () => {
    if (stopping) process.exit(130);
    stopping = true;
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
