/** What the person at the terminal sees while the server starts. */
export class Progress {
  private readonly started = performance.now();
  private stopping = false;

  /** Runs a step and prints how long it took, or that it failed; what a stop cuts short has not failed. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const before = performance.now();
    try {
      const result = await work();
      this.line(`✓ ${title} (${seconds(before)})`);
      return result;
    } catch (error) {
      if (!this.stopping) this.line(`✗ ${title}`);
      throw error;
    }
  }

  /** Says that everything is being stopped. */
  stops(): void {
    this.stopping = true;
    this.line('stopping …');
  }

  line(text: string): void {
    process.stdout.write(`  ${text}\n`);
  }

  /** The closing screen. */
  ready(facts: ReadonlyArray<readonly [string, string]>): void {
    const width = Math.max(...facts.map(([name]) => name.length));
    const lines = facts.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
    process.stdout.write(
      `\nTicketBase is ready (${seconds(this.started)}). Ctrl-C stops it.\n\n${lines.join('\n')}\n\n`,
    );
  }
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
