import { randomUUID } from 'node:crypto';
import { connect as openSocket } from 'node:net';
import { parseAddress } from './config.ts';
import { FrameSocket } from './frames.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { HostCallRefused, type LogLine, type PluginCall, type PluginHost, type PluginResult } from './plugin-host.ts';
import {
  FRAME_BYTES,
  type HostFrame,
  hostFrameSchema,
  type LogFrame,
  type Outcome,
  PROTOCOL_VERSION,
} from './protocol.ts';
import { SourceMaps } from './stack/source-maps.ts';

/** How to reach a host. */
export interface ConnectOptions {
  /** `unix:/path` or `tcp://127.0.0.1:port`. */
  address: string;
  token: string;
  /** Milliseconds that a call waits for a host that is being replaced; default 5,000. */
  connectMs?: number;
  /** What calls may use unless they say otherwise; a host may allow less. */
  limits?: Partial<Limits>;
}

interface Connection {
  frames: FrameSocket;
  closed: boolean;
  close(): void;
}

interface PendingCall {
  call: PluginCall;
  /** Log lines that wait for a source map, and those behind them. */
  telling: Promise<void> | undefined;
  resolve(result: PluginResult): void;
  startedAt: number;
}

const RETRY_MS = 20;
const GREETING_MS = 5_000;
/** What a host may take on top of a call's own limit before the client gives up on it. */
const LATE_MS = 5_000;

/** A connection to a plugin host, made when the first call needs it and made anew when the host was replaced. */
export function connectPluginHost(options: ConnectOptions): PluginHost {
  return new PluginHostClient(options);
}

class PluginHostClient implements PluginHost {
  private readonly options: ConnectOptions;
  private readonly limits: Limits;
  private readonly pending = new Map<string, PendingCall>();
  private readonly sourceMaps = new SourceMaps();
  private connection: Connection | undefined;
  private connecting: Promise<Connection> | undefined;
  private closed = false;
  private pongs: (() => void)[] = [];

  constructor(options: ConnectOptions) {
    if (!parseAddress(options.address)) throw new TypeError('address must be unix:/path or tcp://127.0.0.1:port');
    this.options = options;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  async run(call: PluginCall): Promise<PluginResult> {
    const startedAt = performance.now();
    const end = (
      code: 'PLUGIN_HOST_UNAVAILABLE' | 'PLUGIN_PARAMS_TOO_LARGE' | 'PLUGIN_CANCELLED',
      message: string,
      retryable: boolean,
    ) => ({ ok: false, error: { code, message, retryable }, durationMs: performance.now() - startedAt }) as const;
    if (call.signal?.aborted) return end('PLUGIN_CANCELLED', 'the caller cancelled the call', true);
    const limits = { ...this.limits, ...call.limits };
    const params = JSON.stringify(call.params) ?? 'null';
    if (Buffer.byteLength(params) > limits.paramsBytes)
      return end('PLUGIN_PARAMS_TOO_LARGE', `the params are larger than ${limits.paramsBytes} bytes`, false);
    let connection: Connection;
    try {
      connection = await this.connect();
    } catch {
      const error = {
        code: 'PLUGIN_HOST_UNAVAILABLE',
        message: 'the plugin host cannot be reached',
        retryable: true,
        neverRan: true,
      } as const;
      return { ok: false, error, durationMs: performance.now() - startedAt };
    }
    if (call.signal?.aborted) return end('PLUGIN_CANCELLED', 'the caller cancelled the call', true);
    const callId = randomUUID();
    const { promise, resolve } = Promise.withResolvers<PluginResult>();
    this.pending.set(callId, { call, telling: undefined, resolve, startedAt });
    connection.frames.send({
      type: 'run',
      callId,
      organizationId: call.organizationId,
      pluginId: call.pluginId,
      version: call.version,
      integrity: call.integrity,
      kind: call.kind,
      name: call.name,
      params,
      configuration: JSON.stringify(call.configuration),
      network: call.network,
      secrets: call.secrets ?? {},
      handles: {},
      requestId: call.requestId,
      ...(call.caller !== undefined && { caller: call.caller }),
      fetchBy: call.fetchBy ?? 'host',
      limits,
    });
    let late = setTimeout(() => {
      resolve(end('PLUGIN_HOST_UNAVAILABLE', 'the plugin host did not answer', true));
    }, limits.wallMs + LATE_MS);
    // What the code still stores and logs, now that it was told, is taken as before.
    const cancel = () => {
      connection.frames.send({ type: 'cancel', callId });
      clearTimeout(late);
      const cancelled = end('PLUGIN_CANCELLED', 'the caller cancelled the call', true);
      late = setTimeout(() => resolve(cancelled), limits.noticeMs + LATE_MS);
    };
    call.signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      call.signal?.removeEventListener('abort', cancel);
      this.pending.delete(callId);
    }
  }

  async ready(): Promise<boolean> {
    try {
      const connection = await this.connect();
      return await new Promise(resolve => {
        const late = setTimeout(() => resolve(false), GREETING_MS);
        this.pongs.push(() => {
          clearTimeout(late);
          resolve(!connection.closed);
        });
        connection.frames.send({ type: 'ping' });
      });
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.connection?.close();
  }

  /** The one connection, or a new one; tries again for a while, since a host that died is being replaced. */
  private async connect(): Promise<Connection> {
    if (this.connection && !this.connection.closed) return this.connection;
    this.connecting ??= this.keepTrying().finally(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  private async keepTrying(): Promise<Connection> {
    const deadline = performance.now() + (this.options.connectMs ?? 5_000);
    for (;;) {
      if (this.closed) throw new Error('the client is closed');
      try {
        this.connection = await this.open();
        return this.connection;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private open(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = openSocket(parseAddress(this.options.address)!);
      const frames = new FrameSocket(socket, FRAME_BYTES, frame => {
        const parsed: HostFrame = hostFrameSchema.parse(frame);
        if (parsed.type === 'welcome') resolve(connection);
        else this.receive(frames, parsed);
      });
      const connection: Connection = { frames, closed: false, close: () => socket.destroy() };
      socket.setTimeout(GREETING_MS, () => this.connection !== connection && socket.destroy());
      socket.once('connect', () =>
        frames.send({ type: 'hello', protocol: PROTOCOL_VERSION, token: this.options.token }),
      );
      socket.on('error', reject);
      socket.on('close', () => {
        connection.closed = true;
        reject(new Error('the host closed the connection'));
        if (this.connection === connection) this.lose();
      });
    });
  }

  private lose(): void {
    this.connection = undefined;
    for (const { resolve, startedAt } of this.pending.values()) {
      const error = {
        code: 'PLUGIN_HOST_UNAVAILABLE',
        message: 'the plugin host was lost during the call',
        retryable: true,
      } as const;
      resolve({ ok: false, error, durationMs: performance.now() - startedAt });
    }
    for (const pong of this.pongs.splice(0)) pong();
  }

  private receive(frames: FrameSocket, frame: HostFrame): void {
    if (frame.type === 'pong') this.pongs.shift()?.();
    if (frame.type === 'pong' || frame.type === 'welcome') return;
    const pending = this.pending.get(frame.callId);
    if (!pending) return;
    if (frame.type === 'needBundle') void this.sendBundle(frames, frame.callId, pending.call);
    else if (frame.type === 'hostCall') void this.answer(frames, frame, pending.call);
    else if (frame.type === 'log') this.tell(pending, toLogLine(frame));
    else void (pending.telling ?? Promise.resolve()).then(() => pending.resolve(toResult(frame.outcome)));
  }

  /** Lines arrive in their order, also if one of them waits. */
  private tell(pending: PendingCall, line: LogLine): void {
    const { call } = pending;
    const mapped = this.sourceMaps.mapped(call, line);
    if (!mapped && !pending.telling) deliverLog(call, line);
    else pending.telling = Promise.all([mapped ?? line, pending.telling]).then(([each]) => deliverLog(call, each));
  }

  private async sendBundle(frames: FrameSocket, callId: string, call: PluginCall): Promise<void> {
    const code = await call.loadBundle().catch(() => null);
    frames.send({ type: 'bundle', callId, code });
  }

  private async answer(
    frames: FrameSocket,
    { callId, id, name, args }: HostFrame & { type: 'hostCall' },
    call: PluginCall,
  ) {
    try {
      const value = JSON.stringify(await call.onHostCall(name, JSON.parse(args)));
      if (value !== undefined && Buffer.byteLength(value) > this.limits.paramsBytes)
        throw new HostCallRefused('ANSWER_TOO_LARGE', `${name} answered more than ${this.limits.paramsBytes} bytes`);
      frames.send({ type: 'answer', callId, id, value });
    } catch (error) {
      // A stranger's code gets no detail of a fault of ours.
      const refusal = isRefusal(error) ? error : { code: 'CALL_FAILED', message: `${name} failed` };
      frames.send({ type: 'answer', callId, id, error: { code: refusal.code, message: refusal.message } });
    }
  }
}

// By name, not by class: handlers in other packages have a class of their own, since they know this one as an interface only.
const isRefusal = (error: unknown): error is Pick<HostCallRefused, 'code' | 'message'> =>
  error instanceof Error && error.name === 'HostCallRefused' && typeof (error as { code?: unknown }).code === 'string';

/** What a worker sent is a stranger's word: `data` may not even be JSON. */
function toResult(outcome: Outcome): PluginResult {
  if (!outcome.ok) return outcome;
  try {
    return { ...outcome, data: JSON.parse(outcome.data) };
  } catch {
    const error = { code: 'PLUGIN_THREW', message: 'the answer is not JSON', retryable: false } as const;
    return { ok: false, error, durationMs: outcome.durationMs };
  }
}

/** A log that fails is no reason to lose the call, or the connection that others use. */
function deliverLog(call: PluginCall, line: LogLine): void {
  try {
    call.onLog(line);
  } catch {
    // The line is lost.
  }
}

function toLogLine({ level, message, fields, at }: LogFrame): LogLine {
  if (fields === undefined) return { level, message, at };
  const value = parsed(fields);
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return { level, message, at, fields: isRecord ? (value as Record<string, unknown>) : { value } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
