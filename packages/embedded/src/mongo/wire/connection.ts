import type { Socket } from 'node:net';
import type { Document } from '../document.ts';
import { asMongoError } from '../mongo-error.ts';
import { encodeReply, messageLength, parseMessage, type Request } from './message.ts';

/** Reads messages off a socket and answers them in order. A message that cannot be read ends the connection. */
export function serveConnection(socket: Socket, answer: (command: Document) => Document): void {
  let pending: Buffer[] = [];
  let size = 0;
  let expected: number | undefined;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', chunk => {
    pending.push(chunk);
    size += chunk.length;
    // Joined only when a message is complete, so that a large one costs one copy and not one for each chunk.
    if (size < (expected ?? 4)) return;
    try {
      drain();
    } catch {
      socket.destroy();
    }
  });

  function drain(): void {
    let bytes = pending.length === 1 ? pending[0]! : Buffer.concat(pending);
    for (;;) {
      expected = messageLength(bytes);
      if (expected === undefined || bytes.length < expected) break;
      reply(parseMessage(bytes.subarray(0, expected)));
      bytes = bytes.subarray(expected);
    }
    pending = [bytes];
    size = bytes.length;
  }

  function reply(request: Request): void {
    const result = answer(request.command);
    if (!request.wantsReply || socket.destroyed) return;
    socket.write(encode(request, result));
  }
}

function encode(request: Request, result: Document): Buffer {
  try {
    return encodeReply(request, result);
  } catch (error) {
    const { code, codeName, message } = asMongoError(error);
    return encodeReply(request, { ok: 0, code, codeName, errmsg: message });
  }
}
