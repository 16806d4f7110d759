/**
 * What this browser keeps of a waiting room: the place in line and the admission, so that a reloaded page, or another
 * tab, goes on where it was. Where the browser keeps nothing, the page holds them while it is open.
 */
const held = new Map<string, string>();

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? held.get(key);
  } catch {
    return held.get(key);
  }
}

function write(key: string, value: string | undefined): void {
  if (value === undefined) held.delete(key);
  else held.set(key, value);
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is full or forbidden: see above.
  }
}

const placeKey = (eventId: string) => `waiting-place:${eventId}`;
const admissionKey = (eventId: string) => `admission:${eventId}`;

export const placeIn = (eventId: string): string | undefined => read(placeKey(eventId));
export const keepPlace = (eventId: string, token: string | undefined): void => write(placeKey(eventId), token);

/** Leave to open a cart, and until when. */
export interface KeptAdmission {
  readonly token: string;
  readonly expiresAt: string;
}

/** The admission to an event, while it lasts. */
export function admissionTo(eventId: string, now = Date.now()): KeptAdmission | undefined {
  try {
    const kept = JSON.parse(read(admissionKey(eventId)) ?? 'null') as KeptAdmission | null;
    return kept && Date.parse(kept.expiresAt) > now ? kept : undefined;
  } catch {
    return undefined;
  }
}

export const keepAdmission = (eventId: string, admission: KeptAdmission | undefined): void =>
  write(admissionKey(eventId), admission && JSON.stringify({ token: admission.token, expiresAt: admission.expiresAt }));
