/**
 * Does what is asked for `items` together. Resolves to an answer, or the Error to refuse by, for each in their order; a
 * rejection refuses all of them.
 */
export type GroupWork<Item, Answer> = (key: string, items: readonly Item[]) => Promise<ReadonlyArray<Answer | Error>>;

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

/**
 * Lets requests of one key that arrive together be done together, such as with one commit. The first begins at once,
 * with those that arrived in the same turn of the event loop; those that arrive while a group is at work are the next
 * one, in the order in which they came. So nobody waits for company, and groups grow with the load.
 */
export class Grouping<Item, Answer> {
  private readonly queues = new Map<string, Waiting<Item, Answer>[]>();
  private readonly work: GroupWork<Item, Answer>;
  private readonly most: number;

  /** Groups have `most` items at most, so that the first of a long queue is not answered with its last. */
  constructor(work: GroupWork<Item, Answer>, most: number) {
    this.work = work;
    this.most = most;
  }

  /** Puts an item into the next group of its key; its answer. Rejects by its own refusal, or that of the whole group. */
  add(key: string, item: Item): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const entry = { item, resolve, reject };
      const queue = this.queues.get(key);
      if (queue) {
        queue.push(entry);
        return;
      }
      this.queues.set(key, [entry]);
      setImmediate(() => void this.drain(key));
    });
  }

  private async drain(key: string): Promise<void> {
    const queue = this.queues.get(key)!;
    while (queue.length > 0) await this.answer(key, queue.splice(0, this.most));
    this.queues.delete(key);
  }

  private async answer(key: string, group: ReadonlyArray<Waiting<Item, Answer>>): Promise<void> {
    try {
      const answers = await this.work(
        key,
        group.map(({ item }) => item),
      );
      if (answers.length !== group.length) throw new Error(`${group.length} were asked, ${answers.length} answered`);
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index]!;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
