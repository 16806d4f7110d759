/** Why a plugin did not answer. */
export interface ActionFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Set where it is certain that nothing the plugin did has left its sandbox. */
  readonly neverRan?: true;
}

/** How a run ended, as it is answered and kept for an idempotency key: plain JSON. */
export interface ActionOutcome {
  readonly ok: boolean;
  readonly data: unknown;
  readonly error: ActionFailure | null;
  /** Whole milliseconds. */
  readonly durationMs: number;
  readonly requestId: string;
}
