/** What of a form differs from what it began with: what others changed elsewhere meanwhile is left alone. */
export function changedFields<Input extends object>(before: Input, now: Input): Partial<Input> {
  const changed = Object.entries(now).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify((before as Record<string, unknown>)[field]),
  );
  return Object.fromEntries(changed) as Partial<Input>;
}
