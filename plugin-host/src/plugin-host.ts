import type { Limits } from './limits.ts';

/** Why a call ended without an answer. */
export const PLUGIN_ERROR_CODES = [
  'PLUGIN_TIMEOUT',
  'PLUGIN_CPU_LIMIT',
  'PLUGIN_MEMORY_LIMIT',
  'PLUGIN_THREW',
  'PLUGIN_RESULT_TOO_LARGE',
  'PLUGIN_PARAMS_TOO_LARGE',
  'PLUGIN_ACTION_NOT_FOUND',
  'PLUGIN_HOST_CALL_REFUSED',
  'PLUGIN_FETCH_REFUSED',
  'PLUGIN_BUNDLE_INVALID',
  'PLUGIN_CANCELLED',
  'PLUGIN_HOST_UNAVAILABLE',
] as const;

/** Why a call ended without an answer. */
export type PluginErrorCode = (typeof PLUGIN_ERROR_CODES)[number];

/** The fault a call ended with; `message` is meant for the plugin's author and never holds the platform's own details. */
export interface PluginError {
  code: PluginErrorCode;
  message: string;
  /** Whether the same call may well succeed later. A call with outside effects may still have had them. */
  retryable: boolean;
  /** Set where it is certain that nothing the plugin did has left its worker: the same call made anew cannot have its effects twice. */
  neverRan?: true;
}

/** How loud a log line is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A line that plugin code wrote with `ctx.log` or `console`. */
export interface LogLine {
  level: LogLevel;
  message: string;
  fields?: Record<string, unknown>;
  /** When it was written: RFC 3339, UTC. */
  at: string;
}

/** One call of a plugin's action, hook or function of its lifecycle. */
export interface PluginCall {
  /** The tenant; code of two tenants never shares an isolate. */
  organizationId: string;
  pluginId: string;
  version: string;
  /** `sha256-<base64>` of the published bundle; names the code together with tenant and plugin. */
  integrity: string;
  /** Reads backend.js; asked only when the host does not have the code yet. */
  loadBundle(): Promise<string>;
  /** Reads the source map of backend.js, if there is one; asked only for the stack of what the code threw. */
  loadSourceMap?(): Promise<string | undefined>;
  kind: 'action' | 'hook' | 'lifecycle';
  /** The action's or the event's name, or that of the exported function. */
  name: string;
  /** JSON: an action's input, or the domain event. */
  params: unknown;
  /** The tenant's decrypted settings. */
  configuration: Record<string, unknown>;
  /**
   * The hosts its code may reach, from the manifest. In a development host an entry such as `http://127.0.0.1:4010`
   * additionally allows that one loopback port.
   */
  network: readonly string[];
  /**
   * Settings that its code does not get, but a handle of each, by name. The host puts the value in its place in requests to
   * these hosts, entries of `network`, and in keys of `crypto.hmac`.
   */
  secrets?: Readonly<Record<string, { readonly value: string; readonly hosts: readonly string[] }>>;
  requestId: string;
  /**
   * One person, as the platform has verified them: an action may find what their earlier ones left in variables of the module. Without
   * it a call finds, and leaves, nothing.
   */
  caller?: string;
  /**
   * Who answers `fetch`: the host, by a request (the default), or the client, by `onHostCall('fetch', { url, method,
   * headers, body, encoding })`, after the host has checked that the request may be made. For tests with recorded answers.
   */
  fetchBy?: 'host' | 'client';
  limits?: Partial<Limits>;
  /** Cancels the call: it ends at once, or, if its code listens to `ctx.signal`, within `noticeMs` of being told; what it answers meanwhile counts. */
  signal?: AbortSignal;
  /** Answers `storage.*`, `graphql`, and `fetch` if `fetchBy` says so; what it throws reaches the plugin as a message, see `HostCallRefused`. */
  onHostCall(name: string, args: unknown): Promise<unknown>;
  onLog(line: LogLine): void;
}

/** How a call ended. */
export type PluginResult =
  | { ok: true; data: unknown; durationMs: number }
  | { ok: false; error: PluginError; durationMs: number };

/** Runs plugin code away from this process. */
export interface PluginHost {
  /** Runs one action or hook. Never throws for what the plugin or the host did; that is in the result. */
  run(call: PluginCall): Promise<PluginResult>;
  /** Whether the host answers now. */
  ready(): Promise<boolean>;
  /** Ends the connection; calls in flight end as PLUGIN_HOST_UNAVAILABLE. */
  close(): Promise<void>;
}

/**
 * Thrown by an `onHostCall` handler to tell the plugin why; known by its name and code, so a class of that shape elsewhere
 * does too. Any other error reaches the plugin only as "the call failed".
 */
export class HostCallRefused extends Error {
  override readonly name = 'HostCallRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
