/** How serious a line of a plugin's log is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A line that plugin code wrote. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields?: Record<string, unknown>;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** One run of an action, a hook or a function of the lifecycle. */
export interface PluginCall {
  organizationId: string;
  pluginId: string;
  version: string;
  /** Names the code, together with tenant and plugin. */
  integrity: string;
  /** Reads the backend's code; asked only when the host does not have it. */
  loadBundle(): Promise<string>;
  /** Reads the source map of the backend's code, if there is one, for the stack of what it threw. */
  loadSourceMap?(): Promise<string | undefined>;
  kind: 'action' | 'hook' | 'lifecycle';
  /** The action's or the event's name, or that of the exported function. */
  name: string;
  params: unknown;
  /** The tenant's decrypted settings. */
  configuration: Record<string, unknown>;
  network: readonly string[];
  /** Settings that its code does not get, but handles of them, by name; and the hosts that they may be sent to. */
  secrets?: Readonly<Record<string, { readonly value: string; readonly hosts: readonly string[] }>>;
  requestId: string;
  /** One person whose calls may find what their earlier ones left in variables of the code; nobody else's do. */
  caller?: string;
  signal?: AbortSignal;
  /** Answers `storage.*` and `graphql`. */
  onHostCall(name: string, args: unknown): Promise<unknown>;
  onLog(line: LogLine): void;
}

/** Why a run has no answer. */
export interface PluginFault {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Set where it is certain that nothing the plugin did has left its sandbox. */
  readonly neverRan?: true;
}

/** How a run ended. */
export type PluginResult =
  | { ok: true; data: unknown; durationMs: number }
  | { ok: false; error: PluginFault; durationMs: number };

/** What this subgraph needs of the process that runs plugin code; the composition root connects to it. */
export interface PluginHost {
  /** Never throws for what the plugin or the host did: that is in the result. */
  run(call: PluginCall): Promise<PluginResult>;
  ready(): Promise<boolean>;
}

/** Tells plugin code why a host call was refused. The host knows it by its name, and passes on code and message. */
export class HostCallRefused extends Error {
  override readonly name = 'HostCallRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
