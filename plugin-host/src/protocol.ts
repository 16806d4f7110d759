import { z } from 'zod';
import type { Limits } from './limits.ts';
import { PLUGIN_ERROR_CODES } from './plugin-host.ts';

/*
 * Everything that plugin code sends or gets travels as JSON text inside the frames (`params`, `args`, `value`, `data`):
 * the processes in between pass it on without reading it.
 */

/** Both sides of a connection must speak the same one. */
export const PROTOCOL_VERSION = 2;
/** The largest frame before the token was checked. */
export const GREETING_BYTES = 4 * 1024;
/** The largest frame afterwards: the largest params, escaped as text within text, and some more. */
export const FRAME_BYTES = 32 * 1024 * 1024;

const callId = z.string().min(1).max(64);
const positive = z.number().positive();
const limits = z.strictObject({
  wallMs: positive,
  noticeMs: positive,
  cpuMs: positive,
  memoryMb: positive.min(8),
  resultBytes: positive,
  paramsBytes: positive,
  hostCallsInFlight: positive,
  logLines: z.number().min(0),
  fetchMs: positive,
  fetchBytes: positive,
} satisfies Record<keyof Limits, z.ZodType>);

const pluginError = z.object({ code: z.enum(PLUGIN_ERROR_CODES), message: z.string(), retryable: z.boolean() });

/** How plugin code ended; `data` is JSON text. */
const outcomeOf = <Fault extends z.ZodType>(error: Fault) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data: z.string(), durationMs: z.number() }),
    z.object({ ok: z.literal(false), error, durationMs: z.number() }),
  ]);
const hostOutcome = outcomeOf(pluginError.extend({ neverRan: z.literal(true).optional() }));
export type Outcome = z.infer<typeof hostOutcome>;

const run = z.object({
  type: z.literal('run'),
  callId,
  organizationId: z.string().min(1),
  pluginId: z.string().min(1),
  version: z.string(),
  integrity: z.string().min(1),
  kind: z.enum(['action', 'hook', 'lifecycle']),
  name: z.string(),
  params: z.string(),
  configuration: z.string(),
  network: z.array(z.string()),
  /** Settings that its code does not get; they end in the host, and no worker sees them. */
  secrets: z.record(z.string(), z.object({ value: z.string(), hosts: z.array(z.string()) })).default({}),
  /** What its code gets in their place, made by the host. */
  handles: z.record(z.string(), z.string()).default({}),
  requestId: z.string(),
  /** Who asks, as the platform knows them; absent where the next one to ask may be anybody. */
  caller: z.string().min(1).max(128).optional(),
  fetchBy: z.enum(['host', 'client']).default('host'),
  limits,
});
export type RunFrame = z.infer<typeof run>;

const bundle = z.object({ type: z.literal('bundle'), callId, code: z.string().nullable() });
const refusal = z.object({ code: z.string(), message: z.string() });
const answer = z.object({
  type: z.literal('answer'),
  callId,
  id: z.number(),
  value: z.string().optional(),
  error: refusal.optional(),
});
export type AnswerFrame = z.infer<typeof answer>;
/** Why a host call was not answered, as told to the plugin. */
export type Refusal = z.infer<typeof refusal>;
const cancel = z.object({ type: z.literal('cancel'), callId });

/** The first frame of a connection. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol: z.literal(PROTOCOL_VERSION),
  token: z.string().max(1024),
});
/** What a client sends to the host once it was welcomed. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  run,
  bundle,
  answer,
  cancel,
  z.object({ type: z.literal('ping') }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
/** What the host sends to a worker. */
export type ToWorker = z.infer<typeof run> | z.infer<typeof bundle> | AnswerFrame | z.infer<typeof cancel>;

const needBundle = z.object({ type: z.literal('needBundle'), callId });
const hostCall = z.object({
  type: z.literal('hostCall'),
  callId,
  id: z.number(),
  name: z.string().max(64),
  args: z.string(),
});
/** A host call that the guest waits for no more; it is answered nevertheless. */
const dropCall = z.object({ type: z.literal('dropCall'), callId, id: z.number() });
const logLine = z.object({
  type: z.literal('log'),
  callId,
  level: z.enum(['debug', 'info', 'warn', 'error']),
  message: z.string(),
  fields: z.string().optional(),
  at: z.string(),
});
export type LogFrame = z.infer<typeof logLine>;
const result = z.object({ type: z.literal('result'), callId, outcome: hostOutcome });
/** Whoever ran something is not asked whether it ran. */
const workerResult = result.extend({ outcome: outcomeOf(pluginError) });

/** What the host sends to a client. */
export const hostFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome') }),
  z.object({ type: z.literal('pong') }),
  needBundle,
  hostCall,
  logLine,
  result,
]);
export type HostFrame = z.infer<typeof hostFrameSchema>;

/**
 * What a worker sends to the host. A worker runs strangers' code, so the host believes its frames no more than their
 * schema says.
 */
export const workerFrameSchema = z.discriminatedUnion('type', [
  needBundle,
  hostCall,
  dropCall,
  logLine,
  workerResult,
  z.object({ type: z.literal('started'), callId }),
  z.object({ type: z.literal('alive') }),
  /** The worker must be replaced; `code` is what broke it. */
  z.object({
    type: z.literal('broken'),
    reason: z.string().max(500),
    code: z.object({ pluginId: z.string(), integrity: z.string() }),
  }),
]);
export type WorkerFrame = z.infer<typeof workerFrameSchema>;
