/**
 * How a run ends that was cut short: the plugin may have begun the payment, or even charged the buyer, and nobody heard of
 * it. What is paid for is not given up then; the plugin is asked again, with the same `orderId`, until it can say.
 */
const CUT_SHORT = new Set([
  'PLUGIN_TIMEOUT',
  'PLUGIN_CANCELLED',
  'PLUGIN_HOST_UNAVAILABLE',
  'PLUGIN_CPU_LIMIT',
  'PLUGIN_MEMORY_LIMIT',
]);
const MOST_STARTS = 4;

/** Whether to ask the plugin again after its attempt, counted from 0, ended in a code. */
export const mayStartAgain = (code: string, attempt: number): boolean =>
  CUT_SHORT.has(code) && attempt + 1 < MOST_STARTS;

/** The platform keeps an action's outcome per key, also a timeout: another attempt needs another key there. */
export const startKey = (id: string, attempt: number): string => (attempt === 0 ? id : `${id}:${attempt}`);
