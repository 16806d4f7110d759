/** What one call may use. */
export interface Limits {
  /** Milliseconds from receiving the call to its end, waiting included. */
  wallMs: number;
  /** Milliseconds between firing the call's signal and ending it, for code that listens; of a short call half its time at most. */
  noticeMs: number;
  /** Milliseconds of processor time in the isolate. */
  cpuMs: number;
  /** Mebibytes of the isolate's heap. Fixed when the isolate is made, so one tenant's calls share it. */
  memoryMb: number;
  /** Bytes of the JSON text a call answers. */
  resultBytes: number;
  /** Bytes of the JSON text a call is given, and of any one host call's arguments or answer. */
  paramsBytes: number;
  /** Host calls (storage, GraphQL, fetch, timers) waiting at once. */
  hostCallsInFlight: number;
  /** Log lines of one call; the rest is dropped, and said to be. */
  logLines: number;
  /** Milliseconds of one outgoing request, redirects included. */
  fetchMs: number;
  /** Bytes of one outgoing request's answer. */
  fetchBytes: number;
}

/** What a call may use when nobody says otherwise. */
export const DEFAULT_LIMITS: Limits = {
  wallMs: 10_000,
  noticeMs: 1_000,
  cpuMs: 1_000,
  memoryMb: 64,
  resultBytes: 1024 * 1024,
  paramsBytes: 4 * 1024 * 1024,
  hostCallsInFlight: 64,
  logLines: 1_000,
  fetchMs: 10_000,
  fetchBytes: 5 * 1024 * 1024,
};
