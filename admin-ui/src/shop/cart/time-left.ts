/** Whole seconds until an instant; never below zero. */
export function secondsLeft(expiresAt: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1_000));
}

/** Seconds as minutes and seconds: 65 is `1:05`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toString().padStart(2, '0')}`;
}

/** What is read aloud of a countdown: it changes at 5-minute marks, at two minutes, one and half a minute only. */
export function announcement(seconds: number): string {
  if (seconds === 0) return 'The cart has expired.';
  if (seconds <= 30) return 'Less than half a minute left.';
  if (seconds <= 60) return 'Less than one minute left.';
  if (seconds <= 120) return 'Less than two minutes left.';
  return `Your tickets are set aside for ${Math.ceil(seconds / 300) * 5} minutes at most.`;
}
