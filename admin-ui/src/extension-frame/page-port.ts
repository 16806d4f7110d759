import type { FrameMessage, PageMessage, Reply } from '../extensions/bridge.ts';

type Handlers = {
  readonly theme: (message: Extract<PageMessage, { type: 'theme' }>) => void;
  readonly input: (message: Extract<PageMessage, { type: 'input' }>) => void;
};

/** What a component's `useOnSave` registers. */
export type SaveHandler = (saved: { eventId: string }) => void | Promise<void>;

/** The frame's side of the port: asks the page, and answers it. */
export class PagePort {
  private readonly port: MessagePort;
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private readonly saveHandlers = new Set<SaveHandler>();
  private lastId = 0;

  constructor(port: MessagePort, handlers: Handlers) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
      if (data.type === 'ping') this.send({ type: 'pong' });
      else if (data.type === 'theme') handlers.theme(data);
      else if (data.type === 'input') handlers.input(data);
      else if (data.type === 'saved') void this.store(data.id, data.context);
      else this.settle(data.id, data.reply);
    };
  }

  send(message: FrameMessage): void {
    this.port.postMessage(message);
  }

  /** Runs an action of the plugin. Rejects with an error that has a code. */
  executeAction(name: string, params: unknown): Promise<unknown> {
    return this.ask(id => ({ type: 'action', id, name, params }));
  }

  /** Stores the plugin's settings. Rejects with an error that has a code. */
  async saveConfiguration(configuration: unknown): Promise<void> {
    await this.ask(id => ({ type: 'save', id, configuration }));
  }

  /** Calls the handler when the page has stored what the component stands beside; what is answered ends that. */
  onSaved(handler: SaveHandler): () => void {
    this.saveHandlers.add(handler);
    return () => this.saveHandlers.delete(handler);
  }

  private ask(message: (id: number) => FrameMessage): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, reply =>
        reply.ok
          ? resolve(reply.data)
          : reject(Object.assign(new Error(reply.error.message), { code: reply.error.code })),
      );
      this.send(message(id));
    });
  }

  private settle(id: number, reply: Reply): void {
    this.waiting.get(id)?.(reply);
    this.waiting.delete(id);
  }

  private async store(id: number, context: { eventId: string }): Promise<void> {
    try {
      for (const handler of this.saveHandlers) await handler(context);
      this.send({ type: 'stored', id });
    } catch (error) {
      this.send({ type: 'stored', id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
