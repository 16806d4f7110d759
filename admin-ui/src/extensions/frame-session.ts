import { type FrameMessage, OPENING, type Opening, type PageMessage, type Reply, readFrameMessage } from './bridge.ts';

/** What the page does for a component. */
export interface FrameHandlers {
  /** The component stands; it may have asked for things already. */
  onRendered(): void;
  /** The component is gone, and why; nothing comes from it any more. */
  onFailed(message: string): void;
  onHeight(pixels: number): void;
  executeAction(name: string, params: unknown): Promise<Reply>;
  saveConfiguration(configuration: unknown): Promise<Reply>;
}

/** How long a component may take to stand, and then to answer. */
export interface Patience {
  readonly openingMs: number;
  readonly silenceMs: number;
  readonly pingMs: number;
}

const PATIENCE: Patience = { openingMs: 15_000, silenceMs: 6_000, pingMs: 2_000 };
/** Requests of one component that may wait at once. */
const AT_ONCE = 8;
/** Characters of what a component may send at once, written as JSON. */
const LONGEST = 1_000_000;
const STORE_MS = 15_000;

/** The page's side of one frame: opens it, answers it within limits, and gives it up when it stops answering. */
export class FrameSession {
  private readonly port: MessagePort;
  private readonly handlers: FrameHandlers;
  private readonly patience: Patience;
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private readonly storing = new Map<number, (error: string | undefined) => void>();
  private heardAt = performance.now();
  private waiting = 0;
  private lastId = 0;
  private over = false;

  constructor(frame: Window, opening: Omit<Opening, 'type'>, handlers: FrameHandlers, patience: Patience = PATIENCE) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.handlers = handlers;
    this.patience = patience;
    this.port.onmessage = ({ data }) => this.receive(readFrameMessage(data));
    // The frame has no origin to name; what it is, its address and its policy say.
    frame.postMessage({ type: OPENING, ...opening } satisfies Opening, '*', [port2]);
    this.timers.push(setTimeout(() => this.fail('It did not start in time.'), patience.openingMs));
  }

  /** Tells the component of another colour scheme. */
  retheme(theme: Opening['theme']): void {
    this.send({ type: 'theme', theme });
  }

  /** Gives the component what it is shown beside now. */
  give(input: unknown): void {
    this.send({ type: 'input', input });
  }

  /** Tells the component that the page has stored what it stands beside, and waits for it. Resolves with what went wrong. */
  saved(context: { eventId: string }): Promise<string | undefined> {
    if (this.over) return Promise.resolve(undefined);
    const id = ++this.lastId;
    return new Promise(resolve => {
      const late = setTimeout(() => end('It did not answer in time.'), STORE_MS);
      const end = (error: string | undefined) => {
        clearTimeout(late);
        this.storing.delete(id);
        resolve(error);
      };
      this.storing.set(id, end);
      this.send({ type: 'saved', id, context });
    });
  }

  /** Ends the session; the frame may be removed. */
  close(): void {
    this.over = true;
    this.port.close();
    for (const timer of this.timers) clearInterval(timer);
    for (const end of [...this.storing.values()]) end('It is gone.');
  }

  private send(message: PageMessage): void {
    if (!this.over) this.port.postMessage(message);
  }

  private fail(message: string): void {
    if (this.over) return;
    this.close();
    this.handlers.onFailed(message);
  }

  private receive(message: FrameMessage | undefined): void {
    if (this.over) return;
    this.heardAt = performance.now();
    switch (message?.type) {
      case 'rendered':
        this.begin();
        break;
      case 'failed':
        this.fail(message.message);
        break;
      case 'height':
        this.handlers.onHeight(message.pixels);
        break;
      case 'action': {
        const { id, name, params } = message;
        void this.answer(id, params, () => this.handlers.executeAction(name, params));
        break;
      }
      case 'save': {
        const { id, configuration } = message;
        void this.answer(id, configuration, () => this.handlers.saveConfiguration(configuration));
        break;
      }
      case 'stored':
        this.storing.get(message.id)?.(message.error);
    }
  }

  private begin(): void {
    if (this.timers.length > 1) return;
    clearTimeout(this.timers[0]);
    this.handlers.onRendered();
    this.timers.push(
      setInterval(() => {
        if (performance.now() - this.heardAt > this.patience.silenceMs) this.fail('It stopped answering.');
        else this.send({ type: 'ping' });
      }, this.patience.pingMs),
    );
  }

  private async answer(id: number, sent: unknown, work: () => Promise<Reply>): Promise<void> {
    const reply = (answer: Reply) => this.send({ type: 'reply', id, reply: answer });
    if (this.waiting >= AT_ONCE) return reply(refused('TOO_MANY_CALLS', `More than ${AT_ONCE} requests wait already.`));
    if (!isShortEnough(sent)) return reply(refused('CALL_TOO_LARGE', `More than ${LONGEST} characters of JSON.`));
    this.waiting++;
    try {
      reply(await work());
    } catch {
      reply(refused('UNAVAILABLE', 'The server could not be reached.'));
    } finally {
      this.waiting--;
    }
  }
}

const refused = (code: string, message: string): Reply => ({ ok: false, error: { code, message } });

function isShortEnough(value: unknown): boolean {
  try {
    return (JSON.stringify(value) ?? '').length <= LONGEST;
  } catch {
    return false;
  }
}
