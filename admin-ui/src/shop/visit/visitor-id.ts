const KEY = 'visitor';

/** A random id that this browser keeps, by which a visitor counts once; the server keeps only a hash of it. */
export function visitorId(): string | undefined {
  try {
    const known = localStorage.getItem(KEY);
    if (known) return known;
    const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0'));
    localStorage.setItem(KEY, made.join(''));
    return made.join('');
  } catch {
    return undefined;
  }
}
