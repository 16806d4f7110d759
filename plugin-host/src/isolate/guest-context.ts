import ivm from 'isolated-vm';
import type { RunFrame } from '../protocol.ts';
import { GUEST_RUNTIME, type GuestSettings } from './guest-runtime.ts';
import type { PooledIsolate } from './isolate-pool.ts';

/** The global name that the SDK's build gives to a backend's exports. */
const EXPORTS_NAME = '__ticketbasePlugin';

type Primitive = string | number | undefined;
type EnterGuest = (...args: Primitive[]) => void;
type StartRuntime = (post: ivm.Callback, settings: string) => EnterGuest;

/** Takes what the guest posts: primitives. */
export type Receiver = (args: unknown[]) => void;

/** A context in which a bundle is loaded, for the calls of one caller at most: what they leave behind in it ends with it. */
export class GuestContext {
  /** Calls that have run in it. */
  calls = 0;
  /** `performance.now()` when the first of them began. */
  usedSince = 0;
  private readonly context: ivm.Context;
  private readonly enterGuest: ivm.Reference<EnterGuest>;
  private readonly posts: Posts;

  private constructor(context: ivm.Context, enterGuest: GuestContext['enterGuest'], posts: Posts) {
    this.context = context;
    this.enterGuest = enterGuest;
    this.posts = posts;
  }

  /** Makes one and runs the bundle's own code. Rejects with what that throws, or with why it does not load. */
  static async load(pooled: PooledIsolate, code: string, call: RunFrame): Promise<GuestContext> {
    const { isolate } = pooled;
    const posts = new Posts(call.limits.logLines);
    const post = new ivm.Callback((...args: unknown[]) => posts.receive(args), { ignored: true });
    // No line of the plugin runs in these, and to wait for them is shorter than the way to another thread and back.
    const context = isolate.createContextSync();
    pooled.runtime ??= isolate.compileScriptSync(`(($0, $1) => {${GUEST_RUNTIME}})`);
    const start: ivm.Reference<StartRuntime> = pooled.runtime.runSync(context, { reference: true });
    const enterGuest = start.applySync(undefined, [post, settingsOf(call)], { result: { reference: true } });
    start.release();
    const filename = `plugin:${call.pluginId}@${call.version}/backend.js`;
    pooled.script ??= await isolate.compileScript(code, { filename });
    await pooled.script.run(context);
    return new GuestContext(context, enterGuest, posts);
  }

  /** Runs the action or hook; what it posts, and what the bundle posted while it was loaded, goes to `receiver`. */
  run(call: RunFrame, receiver: Receiver): Promise<void> {
    if (this.calls++ === 0) this.usedSince = performance.now();
    this.posts.deliverTo(receiver);
    return this.enter('run', call.kind, call.name, call.params, call.configuration, settingsOf(call));
  }

  /** Enters the guest; resolves when it stands still. */
  async enter(...args: Primitive[]): Promise<void> {
    await this.enterGuest.apply(undefined, args);
  }

  /** Lets go of the context, so that the isolate serves the next call without it. */
  release(): void {
    this.enterGuest.release();
    this.context.release();
  }
}

/** What a guest posts before somebody listens waits, up to as much as one call may log. */
class Posts {
  private readonly early: unknown[][] = [];
  private readonly most: number;
  private receiver: Receiver | undefined;

  constructor(most: number) {
    this.most = most;
  }

  receive(args: unknown[]): void {
    if (this.receiver) this.receiver(args);
    else if (this.early.length <= this.most) this.early.push(args);
  }

  deliverTo(receiver: Receiver): void {
    this.receiver = receiver;
    for (const args of this.early.splice(0)) receiver(args);
  }
}

function settingsOf({ requestId, organizationId, pluginId, limits, handles }: RunFrame): string {
  const settings: GuestSettings = {
    ...{ requestId, organizationId, pluginId, exportsName: EXPORTS_NAME, handles },
    ...{ hostCallsInFlight: limits.hostCallsInFlight, logLines: limits.logLines },
    ...{ resultBytes: limits.resultBytes, argsBytes: limits.paramsBytes },
  };
  return JSON.stringify(settings);
}
