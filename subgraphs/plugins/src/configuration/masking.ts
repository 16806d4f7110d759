/** What stands in every answer where a sensitive value is set; sent back, it keeps that value. */
export const MASK = '••••••••';

/** Shorter values are not looked for: they stand in too many texts by chance. */
const SHORTEST = 4;

/**
 * Replaces sensitive values in whatever plugin code wrote or answered, however deep they stand. It is a net under
 * careless code, not a wall against hostile code, which can spell a value differently.
 */
export function redactor(secrets: readonly string[]): <T>(value: T) => T {
  const wanted = secrets.filter(secret => secret.length >= SHORTEST).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return value => value;
  const text = (value: string) => wanted.reduce((cleaned, secret) => cleaned.replaceAll(secret, MASK), value);
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [text(key), clean(part)]));
  };
  return clean as <T>(value: T) => T;
}
