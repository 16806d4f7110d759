/** How a digest is written. */
export type DigestEncoding = 'hex' | 'base64' | 'base64url';
/** The digests that plugin code may compute. */
export type DigestAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** A request that plugin code makes. */
export interface FetchInit {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** How the answer's body is given: as text (the default), or as base64 of its bytes. */
  encoding?: 'utf8' | 'base64';
  /** `ctx.signal`: ends the request, here and at the host, when it fires. The end of the call ends it in any case. */
  signal?: CallSignal | null;
}

/** Why a call is about to end: its time, or whoever asked for it. Thrown on, it ends the call as if nobody had listened. */
export interface CallEnding extends Error {
  readonly name: 'TimeoutError' | 'AbortError';
  readonly code: 'PLUGIN_TIMEOUT' | 'PLUGIN_CANCELLED';
}

/** What is told when a call's signal fires: a function, or an object with one. */
export type CallSignalListener =
  | ((this: CallSignal, event: CallSignalEvent) => void)
  | { handleEvent(event: CallSignalEvent): void };

/** What a listener is given. */
export interface CallSignalEvent {
  readonly type: 'abort';
  readonly target: CallSignal;
}

/** Fires once, when the call is about to end. It is used as an AbortSignal is; there is no AbortController to make others. */
export interface CallSignal {
  readonly aborted: boolean;
  /** Undefined until it has fired. */
  readonly reason: CallEnding | undefined;
  onabort: CallSignalListener | null;
  /** Throws `reason` if it has fired. */
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: CallSignalListener): void;
  removeEventListener(type: 'abort', listener: CallSignalListener): void;
}

/** What a host answered. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  readonly headers: {
    get(name: string): string | null;
    has(name: string): boolean;
    readonly all: Readonly<Record<string, string>>;
  };
  text(): Promise<string>;
  json<T = unknown>(): Promise<T>;
}

/** Writes a line to the plugin's log, with fields that are values of JSON. */
export type LogMethod = (message: unknown, fields?: Record<string, unknown>) => void;

/**
 * What the platform gives to plugin code for one call, and all it gives: there is no `process`, no `require`, no timer and no other way
 * out. One that is kept throws `CALL_ENDED` in a later call. A promise is rejected with an error that has a `code` when the platform refuses.
 */
export interface PluginContext<Configuration = Record<string, unknown>, Secret extends string = string> {
  readonly requestId: string;
  readonly organizationId: string;
  readonly pluginId: string;
  /** The organization's settings, decrypted. */
  readonly configuration: Configuration;
  /** Reaches the hosts declared in `network`, over https. */
  fetch(url: string, init?: FetchInit): Promise<FetchResponse>;
  /** Runs an operation on the supergraph, under the granted permissions and in this organization only. */
  graphql<Data = unknown>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /**
   * Keeps values of JSON for this organization and plugin; a module's variables may outlive a call, for the same person's next one only, and
   * may not: they are for what can as well be made anew.
   */
  readonly storage: {
    get<T = unknown>(key: string): Promise<T | null>;
    set(key: string, value: unknown): Promise<void>;
    delete(key: string): Promise<boolean>;
    /**
     * Sets the value if the stored one is `expected` (null for none), and answers whether it did. Of calls at once that read the
     * same value one succeeds; the others read it again.
     */
    compareAndSet(key: string, expected: unknown, value: unknown): Promise<boolean>;
    /** Keys in order; `endCursor` is the next call's `after`, and null at the end. */
    list(options?: {
      prefix?: string;
      first?: number;
      after?: string;
    }): Promise<{ keys: string[]; endCursor: string | null }>;
  };
  readonly log: { debug: LogMethod; info: LogMethod; warn: LogMethod; error: LogMethod };
  readonly crypto: {
    hash(algorithm: DigestAlgorithm, data: string, encoding?: DigestEncoding): Promise<string>;
    /** @param key a text, or bytes in `keyEncoding`; what `ctx.secret` gives may stand in a text */
    hmac(
      algorithm: DigestAlgorithm,
      key: string,
      data: string,
      encoding?: DigestEncoding,
      keyEncoding?: 'utf8' | DigestEncoding,
    ): Promise<string>;
    /** @param size bytes, at most 1,024 @returns them in hexadecimal */
    randomBytes(size: number): Promise<string>;
    randomUUID(): Promise<string>;
    /** Compares two texts in a time that does not tell where they differ. */
    timingSafeEqual(a: string, b: string): boolean;
  };
  /**
   * What stands for a setting that the manifest names in `secrets`, during this call: put it into a header, the body, the path or the
   * query of a request, or into the key of an HMAC, and the platform puts the value in its place. Anywhere else it is only a text.
   */
  secret(name: Secret): string;
  /** Waits; the waiting counts towards the call's time limit. With `ctx.signal`, it ends as soon as that fires, with its reason. */
  sleep(milliseconds: number, options?: { signal?: CallSignal | null }): Promise<void>;
  /**
   * Fires a second before the call's time is over, and when its caller gives up. What is done until the call ends counts: code can
   * keep how far it has come, and answer what it has. Code that never asks for it ends where it stands.
   */
  readonly signal: CallSignal;
}
