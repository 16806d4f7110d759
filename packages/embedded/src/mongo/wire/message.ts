import { type Document, decode, encode } from '../document.ts';
import { MongoError } from '../mongo-error.ts';

/** As in MongoDB. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** A command as it came over the wire. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export interface Request {
  id: number;
  command: Document;
  /** The legacy message that drivers open a connection with wants a legacy answer. */
  legacy: boolean;
  /** False for an unacknowledged write. */
  wantsReply: boolean;
}

/** The length of the message that begins here; undefined if that is not here yet. @throws MongoError ProtocolError */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined;
  const length = bytes.readInt32LE(0);
  if (length >= HEADER_BYTES && length <= MAX_MESSAGE_BYTES) return length;
  throw new MongoError(17, `A message of ${length} bytes is not allowed`);
}

/** Takes one whole message apart. @throws MongoError ProtocolError; RangeError on a truncated one */
export function parseMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const opCode = bytes.readInt32LE(12);
  if (opCode === OP_MSG) return parseOpMsg(id, bytes);
  if (opCode === OP_QUERY) return parseOpQuery(id, bytes);
  throw new MongoError(17, `The message type ${opCode} is not supported`);
}

/** The answer to a request, as bytes to send. */
export function encodeReply(request: Pick<Request, 'id' | 'legacy'>, reply: Document): Buffer {
  const body = encode(reply);
  const start = request.legacy ? legacyReplyStart() : Buffer.alloc(5);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + start.length + body.length, 0);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, start, body]);
}

function parseOpMsg(id: number, bytes: Buffer): Request {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  const end = flags & CHECKSUM_PRESENT ? bytes.length - 4 : bytes.length;
  let command: Document | undefined;
  const sequences: Record<string, Document[]> = {};
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = bytes.readUInt8(at++);
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new MongoError(17, 'A section ends outside its message');
    const section = bytes.subarray(at, at + size);
    at += size;
    if (kind === 0) command = decode(section);
    else if (kind === 1) Object.assign(sequences, parseSequence(section));
    else throw new MongoError(17, `The section kind ${kind} is not supported`);
  }
  if (!command) throw new MongoError(17, 'A message needs a body');
  return { id, command: { ...command, ...sequences }, legacy: false, wantsReply: !(flags & MORE_TO_COME) };
}

function parseSequence(section: Buffer): Record<string, Document[]> {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new MongoError(17, 'A document sequence has no name');
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new MongoError(17, 'A document ends outside its section');
    documents.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}

function parseOpQuery(id: number, bytes: Buffer): Request {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = bytes.indexOf(0, nameStart);
  const namespace = bytes.toString('utf8', nameStart, nameEnd);
  if (nameEnd < 0 || !namespace.endsWith('.$cmd')) {
    throw new MongoError(17, 'Of the legacy messages only commands are supported');
  }
  const command = decode(bytes.subarray(nameEnd + 9));
  return { id, command: { ...command, $db: namespace.slice(0, -'.$cmd'.length) }, legacy: true, wantsReply: true };
}

function legacyReplyStart(): Buffer {
  const start = Buffer.alloc(20);
  start.writeInt32LE(1, 16);
  return start;
}
