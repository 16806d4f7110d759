import { deserialize, serialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { encodeReply, messageLength, parseMessage } from './message.ts';

const HEADER = 16;

function message(opCode: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + body.length, 0);
  header.writeInt32LE(77, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const kind = (value: number) => Buffer.of(value);

describe('messages', () => {
  test('join a body and its document sequences into one command', () => {
    const documents = Buffer.concat([serialize({ a: 1 }), serialize({ a: 2 })]);
    const sequence = Buffer.concat([Buffer.from('documents\0'), documents]);
    const bytes = message(
      2013,
      int32(0),
      kind(0),
      serialize({ insert: 'c', $db: 'd' }),
      kind(1),
      int32(sequence.length + 4),
      sequence,
    );
    expect(parseMessage(bytes)).toEqual({
      id: 77,
      command: { insert: 'c', $db: 'd', documents: [{ a: 1 }, { a: 2 }] },
      legacy: false,
      wantsReply: true,
    });
  });

  test('may carry a checksum, and may want no reply', () => {
    const bytes = message(2013, int32(1 | 2), kind(0), serialize({ ping: 1 }), int32(123));
    expect(parseMessage(bytes)).toMatchObject({ command: { ping: 1 }, wantsReply: false });
  });

  test('of the legacy kind open a connection, and are answered in kind', () => {
    const bytes = message(2004, int32(0), Buffer.from('admin.$cmd\0'), int32(0), int32(-1), serialize({ isMaster: 1 }));
    const request = parseMessage(bytes);
    expect(request).toMatchObject({ legacy: true, command: { isMaster: 1, $db: 'admin' } });
    const reply = encodeReply(request, { ok: 1 });
    expect([reply.readInt32LE(8), reply.readInt32LE(12), reply.readInt32LE(32)]).toEqual([77, 1, 1]);
    expect(deserialize(reply.subarray(36))).toEqual({ ok: 1 });
  });

  test('of the legacy kind that are no commands are refused', () => {
    const bytes = message(2004, int32(0), Buffer.from('test.users\0'), int32(0), int32(0), serialize({}));
    expect(() => parseMessage(bytes)).toThrow(expect.objectContaining({ code: 17 }));
  });

  test('have a length that is known from their first four bytes', () => {
    expect(messageLength(Buffer.of(20, 0))).toBeUndefined();
    expect(messageLength(int32(20))).toBe(20);
    for (const length of [-1, 0, 15, 48_000_001]) expect(() => messageLength(int32(length))).toThrow();
  });
});
