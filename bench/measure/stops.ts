/** What was started, to be stopped last first: at the end, or when the run is interrupted. */
export class Stops {
  private readonly steps: Array<() => Promise<unknown>> = [];
  private running: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => void this.run().finally(() => process.exit(130)));
    }
  }

  add(step: () => Promise<unknown>): void {
    this.steps.push(step);
  }

  /** Runs every step once, also those behind one that fails. */
  run(): Promise<void> {
    this.running ??= this.runAll();
    return this.running;
  }

  private async runAll(): Promise<void> {
    for (const step of this.steps.reverse()) await step().catch(error => console.error(error));
  }
}
