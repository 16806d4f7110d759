import type { Issue } from '@ticketbase/kernel';

const SHORTEST_PASSWORD = 10;
/** Bounds the work of hashing; longer than any passphrase. */
const LONGEST_PASSWORD = 200;

/** What speaks against a password; nothing if it will do. `personal` is what a guesser tries first: email and name. */
export function passwordIssues(password: string, personal: readonly string[], path: string): Issue[] {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return [{ path, message: `Must have at least ${SHORTEST_PASSWORD} characters.` }];
  if (length > LONGEST_PASSWORD) return [{ path, message: `Must have at most ${LONGEST_PASSWORD} characters.` }];
  const lower = password.toLowerCase();
  const guesses = personal.flatMap(text => [text, text.split('@')[0] ?? '']).map(text => text.toLowerCase());
  if (guesses.some(guess => guess !== '' && isMostly(lower, guess))) {
    return [{ path, message: 'Must not be your email address or your name.' }];
  }
  if (new Set(lower).size < 5) return [{ path, message: 'Must have at least five different characters.' }];
  return [];
}

/** True for `guess` itself and for `guess` with a little around it, such as a year. */
const isMostly = (password: string, guess: string) => password.includes(guess) && password.length - guess.length < 5;
