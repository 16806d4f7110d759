import type { Progress } from './progress.ts';

/** A stop that takes longer than this is forced: Ctrl-C must always end the process. */
const PATIENCE = 20_000;

/** npm passes on the Ctrl-C that the terminal has sent to us already: signals this close together are one. */
const ECHO = 2_000;

/** How the process ends: on a signal or a failed start, last part first. */
export interface Stop {
  /** True once the end has begun: what fails then fails because its parts are being stopped. */
  readonly isStopping: boolean;
  /** Adds a part to stop. */
  add(step: () => Promise<void>): void;
  /** Stops everything and exits with this code. */
  end(code: number): Promise<void>;
}

/** On SIGINT, SIGTERM or SIGHUP stops what was added and exits. A second signal, a while later, exits at once. */
export function stopOnSignal(progress: Progress): Stop {
  const steps: Array<() => Promise<void>> = [];
  let since: number | undefined;

  const end = async (code: number) => {
    since = performance.now();
    setTimeout(() => process.exit(1), PATIENCE).unref();
    for (const step of steps.reverse()) await step().catch(() => {});
    process.exit(code);
  };
  const onSignal = () => {
    if (since === undefined) {
      progress.stops();
      void end(0);
    } else if (performance.now() - since > ECHO) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  return {
    get isStopping() {
      return since !== undefined;
    },
    add(step) {
      steps.push(step);
    },
    end,
  };
}
