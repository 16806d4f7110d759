/**
 * True if PostgreSQL can keep every text in the value: it takes no NUL and no half of a surrogate pair, in `text` or
 * in `jsonb`, and JSON allows both. The kit refuses them in requests; this is for what comes in a bundle or from plugin code.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}

/** The value with what cannot be kept left out of its texts. */
export function toStorable<T>(value: T): T {
  return isStorable(value) ? value : (clean(value) as T);
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [clean(key), clean(part)]));
}
