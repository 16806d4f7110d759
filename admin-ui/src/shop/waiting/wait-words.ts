/** A wait as people say it. It is an estimate, so it is never told to the second. */
export function inWords(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes % 60) / 10) * 10;
  const words = hours === 1 ? 'an hour' : `${hours} hours`;
  return rest === 0 ? `about ${words}` : `about ${words} and ${rest} minutes`;
}

/** How much of a line is behind someone, 0 to 1, by how many were ahead at first. */
export function progress(ahead: number, atFirst: number): number {
  if (atFirst <= 0) return 1;
  return Math.min(Math.max(1 - ahead / atFirst, 0), 1);
}

/** Milliseconds until the next look: what the server says, and a little by chance, so that not all ask together. */
export const untilNextLook = (pollAfterSeconds: number, chance = Math.random()): number =>
  pollAfterSeconds * 1_000 * (1 + chance / 4);
