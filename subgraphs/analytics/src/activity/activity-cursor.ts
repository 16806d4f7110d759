import { BadUserInputError } from '@ticketbase/kernel';
import { z } from 'zod';

const position = z.tuple([z.int().min(-8.64e15).max(8.64e15), z.string().max(64)]);

/** Where an entry lies in the log: its time, then its id. */
export interface ActivityPosition {
  readonly occurredAt: Date;
  readonly id: string;
}

/** A position as clients pass it around. */
export const toCursor = ({ occurredAt, id }: ActivityPosition): string =>
  Buffer.from(JSON.stringify([occurredAt.getTime(), id])).toString('base64url');

/** Reads a cursor. Throws BAD_USER_INPUT, at the argument that it was given by. */
export function fromCursor(cursor: string, path: string): ActivityPosition {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {}
  const parsed = position.safeParse(json);
  if (!parsed.success) throw new BadUserInputError([{ path, message: 'Is not a cursor of this list.' }]);
  const [time, id] = parsed.data;
  return { occurredAt: new Date(time), id };
}
