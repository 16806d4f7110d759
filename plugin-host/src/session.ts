import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from '@ticketbase/kernel';
import { z } from 'zod';
import type { BundleCache } from './bundle-cache.ts';
import { CallSecrets } from './fetch/call-secrets.ts';
import { fetchArgs, type GuardedFetch } from './fetch/guarded-fetch.ts';
import { FetchFailed, FetchRefused } from './fetch/network-policy.ts';
import { FrameSocket } from './frames.ts';
import { hmac } from './isolate/local-calls.ts';
import type { Limits } from './limits.ts';
import {
  type ClientFrame,
  clientFrameSchema,
  FRAME_BYTES,
  GREETING_BYTES,
  type HostFrame,
  helloSchema,
  type Outcome,
  type Refusal,
  type RunFrame,
} from './protocol.ts';
import type { RunningCall, WorkerPool } from './worker-pool.ts';

/** What every connection of a host shares. */
export interface HostServices {
  token: string;
  logger: Logger;
  pool: WorkerPool;
  bundles: BundleCache;
  fetcher: GuardedFetch;
  /** The largest limits a call may have. */
  limits: Limits;
}

interface ActiveCall {
  frame: RunFrame;
  running: RunningCall;
  secrets: CallSecrets;
  /** Its outgoing requests, by the id of the host call. */
  fetching: Map<number, AbortController>;
}

const GREETING_MS = 5_000;
let lastCall = 0;

/** One client's connection: checks its token, then carries frames between it and the workers. */
export class Session {
  private readonly socket: Socket;
  private readonly frames: FrameSocket;
  private readonly services: HostServices;
  private readonly calls = new Map<string, ActiveCall>();
  private welcomed = false;
  private draining = false;

  constructor(socket: Socket, services: HostServices) {
    this.socket = socket;
    this.services = services;
    const late = setTimeout(() => this.welcomed || socket.destroy(), GREETING_MS);
    this.frames = new FrameSocket(socket, GREETING_BYTES, frame => this.receive(frame));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(late);
      // Nobody is left to take the answers.
      for (const callId of this.calls.keys()) this.cancel(callId);
    });
  }

  /** Calls of this client that have not ended. */
  get active(): number {
    return this.calls.size;
  }

  /** Refuses further calls; those that run go on. */
  drain(): void {
    this.draining = true;
  }

  /** Ends the connection. */
  close(): void {
    this.socket.destroy();
  }

  private send(frame: HostFrame): void {
    this.frames.send(frame);
  }

  private receive(frame: unknown): void {
    if (!this.welcomed) {
      this.greet(frame);
      return;
    }
    const parsed: ClientFrame = clientFrameSchema.parse(frame);
    switch (parsed.type) {
      case 'ping':
        this.send({ type: 'pong' });
        return;
      case 'run':
        void this.run(parsed);
        return;
      case 'bundle':
        this.receiveBundle(parsed.callId, parsed.code);
        return;
      case 'answer':
        this.calls.get(parsed.callId)?.running.answer(parsed);
        return;
      case 'cancel':
        this.cancel(parsed.callId);
    }
  }

  private greet(frame: unknown): void {
    const { token } = helloSchema.parse(frame);
    const given = Buffer.from(token);
    const expected = Buffer.from(this.services.token);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('the token is wrong');
    this.welcomed = true;
    this.frames.allowFramesOf(FRAME_BYTES);
    this.send({ type: 'welcome' });
  }

  private async run(given: RunFrame): Promise<void> {
    const frame = { ...given, limits: atMost(given.limits, this.services.limits) };
    const { callId } = frame;
    const outcome = this.refuseWhenDraining() ?? tooLarge(frame) ?? (await this.runInWorker(frame));
    this.calls.delete(callId);
    this.logEnd(frame, outcome);
    this.send({ type: 'result', callId, outcome });
  }

  private logEnd({ requestId, organizationId, pluginId, version, kind, name }: RunFrame, outcome: Outcome): void {
    const call = {
      requestId,
      organizationId,
      pluginId,
      version,
      kind,
      name,
      durationMs: Math.round(outcome.durationMs),
    };
    if (outcome.ok) this.services.logger.debug(call, 'call ended');
    else this.services.logger.info({ ...call, code: outcome.error.code }, 'call failed');
  }

  private refuseWhenDraining(): Outcome | undefined {
    if (!this.draining) return undefined;
    const [code, message] = ['PLUGIN_HOST_UNAVAILABLE' as const, 'the plugin host is stopping'];
    return { ok: false, error: { code, message, retryable: true, neverRan: true }, durationMs: 0 };
  }

  private runInWorker(frame: RunFrame): Promise<Outcome> {
    const { callId } = frame;
    const secrets = new CallSecrets(frame.secrets);
    // Clients choose their ids; among workers each must be unique.
    const running = this.services.pool.run(
      { ...frame, callId: String(++lastCall), secrets: {}, handles: secrets.handles },
      {
        needBundle: () => this.provideBundle(frame),
        hostCall: (id, name, args) => {
          if (name === 'fetch') void this.fetch(active, id, args);
          else if (name === 'crypto.hmac') this.hmac(active, id, args);
          else this.send({ type: 'hostCall', callId, id, name, args });
        },
        dropCall: id => active.fetching.get(id)?.abort(),
        log: line => this.send({ ...line, callId }),
      },
    );
    const active: ActiveCall = { frame, running, secrets, fetching: new Map() };
    this.calls.set(callId, active);
    return running.outcome.finally(() => {
      for (const request of active.fetching.values()) request.abort();
    });
  }

  private provideBundle(frame: RunFrame): void {
    const code = this.services.bundles.get(bundleKey(frame));
    if (code === undefined) this.send({ type: 'needBundle', callId: frame.callId });
    else this.calls.get(frame.callId)?.running.sendBundle(code);
  }

  private receiveBundle(callId: string, code: string | null): void {
    const call = this.calls.get(callId);
    if (!call) return;
    if (code !== null) this.services.bundles.set(bundleKey(call.frame), code);
    call.running.sendBundle(code);
  }

  private async fetch(active: ActiveCall, id: number, args: string): Promise<void> {
    const { frame, secrets } = active;
    // A guest counts its calls: one that comes twice is a lie.
    if (active.fetching.has(id)) return;
    const ending = new AbortController();
    active.fetching.set(id, ending);
    const answer = (value: { value?: string; error?: Refusal }) =>
      this.calls.get(frame.callId)?.running.answer({ id, ...value });
    try {
      const request = fetchArgs.parse(JSON.parse(args));
      if (frame.fetchBy === 'client') {
        this.services.fetcher.check(request, frame.network);
        this.send({
          type: 'hostCall',
          callId: frame.callId,
          id,
          name: 'fetch',
          args: JSON.stringify(secrets.fill(request)),
        });
        return;
      }
      const value = await this.services.fetcher.fetch(request, frame.network, frame.limits, ending.signal, secrets);
      answer({ value: JSON.stringify(value) });
    } catch (error) {
      answer({ error: explainFetch(error) });
    } finally {
      active.fetching.delete(id);
    }
  }

  /** Those that a worker cannot answer, since the key is a secret. */
  private hmac({ running, secrets }: ActiveCall, id: number, args: string): void {
    try {
      running.answer({ id, value: JSON.stringify(hmac(JSON.parse(args), key => secrets.fillText(key))) });
    } catch {
      const message = 'crypto.hmac was given arguments it does not take';
      running.answer({ id, error: { code: 'INVALID_ARGUMENTS', message } });
    }
  }

  private cancel(callId: string): void {
    this.calls.get(callId)?.running.cancel();
  }
}

const bundleKey = (frame: RunFrame) => JSON.stringify([frame.pluginId, frame.integrity]);

function atMost(asked: Limits, allowed: Limits): Limits {
  const names = Object.keys(allowed) as (keyof Limits)[];
  return Object.fromEntries(names.map(name => [name, Math.min(asked[name], allowed[name])])) as unknown as Limits;
}

function tooLarge({ params, limits }: RunFrame): Outcome | undefined {
  if (Buffer.byteLength(params) <= limits.paramsBytes) return undefined;
  const message = `the params are larger than ${limits.paramsBytes} bytes`;
  return { ok: false, error: { code: 'PLUGIN_PARAMS_TOO_LARGE', message, retryable: false }, durationMs: 0 };
}

function explainFetch(error: unknown): Refusal {
  if (error instanceof FetchRefused) return { code: 'FETCH_REFUSED', message: error.message };
  if (error instanceof FetchFailed) return { code: 'FETCH_FAILED', message: error.message };
  if (error instanceof z.ZodError)
    return { code: 'FETCH_REFUSED', message: `fetch takes no such request: ${z.prettifyError(error)}` };
  return { code: 'FETCH_FAILED', message: 'the request failed' };
}
