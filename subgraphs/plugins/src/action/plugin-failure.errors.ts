import { DomainError } from '@ticketbase/kernel';
import { PluginActionNotFoundError } from './action.errors.ts';
import type { ActionFailure } from './action-outcome.ts';

/** A plugin ran, or should have run, and failed. Typed mutations throw it; `executeAction` answers it. */
abstract class PluginFailureError extends DomainError {
  constructor(failure: Pick<ActionFailure, 'message' | 'retryable'>) {
    super(failure.message, { details: { retryable: failure.retryable } });
  }
}

class PluginTimeoutError extends PluginFailureError {
  static readonly code = 'PLUGIN_TIMEOUT';
  static readonly summary = 'The plugin did not answer in time.';
}

class PluginCpuLimitError extends PluginFailureError {
  static readonly code = 'PLUGIN_CPU_LIMIT';
  static readonly summary = 'The plugin used more processor time than it may.';
}

class PluginMemoryLimitError extends PluginFailureError {
  static readonly code = 'PLUGIN_MEMORY_LIMIT';
  static readonly summary = 'The plugin used more memory than it may.';
}

class PluginThrewError extends PluginFailureError {
  static readonly code = 'PLUGIN_THREW';
  static readonly summary = 'The plugin’s code threw an error; the message is its own.';
}

class PluginResultTooLargeError extends PluginFailureError {
  static readonly code = 'PLUGIN_RESULT_TOO_LARGE';
  static readonly summary = 'The plugin answered more than it may.';
}

class PluginParamsTooLargeError extends PluginFailureError {
  static readonly code = 'PLUGIN_PARAMS_TOO_LARGE';
  static readonly summary = 'The action was given more than a plugin may be given.';
}

class PluginHostCallRefusedError extends PluginFailureError {
  static readonly code = 'PLUGIN_HOST_CALL_REFUSED';
  static readonly summary = 'The plugin asked the platform for something that it may not have.';
}

class PluginFetchRefusedError extends PluginFailureError {
  static readonly code = 'PLUGIN_FETCH_REFUSED';
  static readonly summary = 'The plugin asked for a host that its manifest does not declare, or that it may not reach.';
}

class PluginCodeUnusableError extends PluginFailureError {
  static readonly code = 'PLUGIN_CODE_UNUSABLE';
  static readonly summary = 'The plugin’s code could not be loaded.';
}

class PluginCancelledError extends PluginFailureError {
  static readonly code = 'PLUGIN_CANCELLED';
  static readonly summary = 'The run of the plugin was cancelled.';
}

class PluginHostUnavailableError extends PluginFailureError {
  static readonly code = 'PLUGIN_HOST_UNAVAILABLE';
  static readonly summary = 'The process that runs plugins does not answer at the moment.';
}

class PluginOutputInvalidError extends PluginFailureError {
  static readonly code = 'PLUGIN_OUTPUT_INVALID';
  static readonly summary = 'The plugin answered something that breaks the action’s schema.';
}

class PluginFailedError extends PluginFailureError {
  static readonly code = 'PLUGIN_FAILED';
  static readonly summary = 'The plugin failed in a way that has no code of its own.';
}

const FAILURES: Readonly<Record<string, new (failure: ActionFailure) => PluginFailureError>> = {
  PLUGIN_TIMEOUT: PluginTimeoutError,
  PLUGIN_CPU_LIMIT: PluginCpuLimitError,
  PLUGIN_MEMORY_LIMIT: PluginMemoryLimitError,
  PLUGIN_THREW: PluginThrewError,
  PLUGIN_RESULT_TOO_LARGE: PluginResultTooLargeError,
  PLUGIN_PARAMS_TOO_LARGE: PluginParamsTooLargeError,
  PLUGIN_HOST_CALL_REFUSED: PluginHostCallRefusedError,
  PLUGIN_FETCH_REFUSED: PluginFetchRefusedError,
  PLUGIN_CODE_UNUSABLE: PluginCodeUnusableError,
  PLUGIN_CANCELLED: PluginCancelledError,
  PLUGIN_HOST_UNAVAILABLE: PluginHostUnavailableError,
  PLUGIN_OUTPUT_INVALID: PluginOutputInvalidError,
};

/** The failure as the error that a typed mutation throws. */
export function failureError(failure: ActionFailure, pluginId: string, action: string): DomainError {
  if (failure.code === 'PLUGIN_ACTION_NOT_FOUND') return new PluginActionNotFoundError(pluginId, action);
  const Failure = FAILURES[failure.code] ?? PluginFailedError;
  return new Failure(failure);
}
