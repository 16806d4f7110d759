import { crc32, inflateRawSync } from 'node:zlib';

/** What an archive may hold; sizes in bytes. */
export interface ArchiveLimits {
  /** Of the archive itself. */
  bytes: number;
  /** Of all files together once inflated. */
  inflatedBytes: number;
  entries: number;
}

/** The archive is not one that this reader accepts; `file` is the entry at fault, if it is one entry. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly file: string | undefined;
  constructor(message: string, file?: string) {
    super(message);
    this.file = file;
  }
}

// Offsets and signatures: PKWARE APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const SAFE_NAME = /^[\w@-][\w@.-]*(?:\/[\w@-][\w@.-]*)*$/;
const MAX_NAME_LENGTH = 200;
const ENCRYPTED = 0x1;
const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const UNIX = 3;

interface Entry {
  name: string;
  method: number;
  crc: number;
  compressedSize: number;
  size: number;
  localOffset: number;
}

/**
 * Reads a zip archive made by a stranger, into memory. Accepts only regular files with plain relative names, each once,
 * stored or deflated; everything else is refused rather than skipped.
 * @throws ArchiveError
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits): Map<string, Uint8Array> {
  if (bytes.byteLength > limits.bytes) throw new ArchiveError(`is larger than ${limits.bytes} bytes`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let room = limits.inflatedBytes;
  for (const entry of readDirectory(buffer, limits)) {
    // Two names that differ in case only are one file on some disks.
    const key = entry.name.toLowerCase();
    if (seen.has(key)) throw new ArchiveError('is there twice', entry.name);
    seen.add(key);
    if (entry.size > room) throw new ArchiveError(`holds more than ${limits.inflatedBytes} bytes`);
    const content = readEntry(buffer, entry);
    room -= content.byteLength;
    files.set(entry.name, content);
  }
  return files;
}

function readDirectory(buffer: Buffer, limits: ArchiveLimits): Entry[] {
  const end = findEnd(buffer);
  const count = buffer.readUInt16LE(end + 10);
  const size = buffer.readUInt32LE(end + 12);
  const start = buffer.readUInt32LE(end + 16);
  if (buffer.readUInt32LE(end + 4) !== 0) throw new ArchiveError('spans several disks');
  if (count > limits.entries) throw new ArchiveError(`holds more than ${limits.entries} files`);
  if (start + size !== end) throw new ArchiveError('has a damaged directory');
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_SIZE > end || buffer.readUInt32LE(at) !== CENTRAL_SIGNATURE)
      throw new ArchiveError('has a damaged directory');
    const nameLength = buffer.readUInt16LE(at + 28);
    const next = at + CENTRAL_SIZE + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    if (next > end) throw new ArchiveError('has a damaged directory');
    entries.push(readCentralEntry(buffer, at, nameLength));
    at = next;
  }
  if (at !== end) throw new ArchiveError('has a damaged directory');
  return entries;
}

function findEnd(buffer: Buffer): number {
  const lowest = Math.max(0, buffer.length - END_SIZE - MAX_COMMENT);
  for (let at = buffer.length - END_SIZE; at >= lowest; at--) {
    if (buffer.readUInt32LE(at) === END_SIGNATURE && at + END_SIZE + buffer.readUInt16LE(at + 20) === buffer.length)
      return at;
  }
  throw new ArchiveError('is not a zip archive');
}

function readCentralEntry(buffer: Buffer, at: number, nameLength: number): Entry {
  const name = buffer.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength);
  if (!SAFE_NAME.test(name) || name.length > MAX_NAME_LENGTH)
    throw new ArchiveError('is not a plain relative file name', name);
  const system = buffer.readUInt8(at + 5);
  const mode = buffer.readUInt32LE(at + 38) >>> 16;
  const fileType = mode & FILE_TYPE_MASK;
  if (system === UNIX && fileType !== 0 && fileType !== REGULAR_FILE)
    throw new ArchiveError('is a link or a special file', name);
  if (buffer.readUInt16LE(at + 8) & ENCRYPTED) throw new ArchiveError('is encrypted', name);
  return {
    name,
    method: buffer.readUInt16LE(at + 10),
    crc: buffer.readUInt32LE(at + 16),
    compressedSize: buffer.readUInt32LE(at + 20),
    size: buffer.readUInt32LE(at + 24),
    localOffset: buffer.readUInt32LE(at + 42),
  };
}

function readEntry(buffer: Buffer, entry: Entry): Uint8Array {
  const at = entry.localOffset;
  const damaged = () => new ArchiveError('is damaged', entry.name);
  if (at + LOCAL_SIZE > buffer.length || buffer.readUInt32LE(at) !== LOCAL_SIGNATURE) throw damaged();
  const nameLength = buffer.readUInt16LE(at + 26);
  if (buffer.toString('utf8', at + LOCAL_SIZE, at + LOCAL_SIZE + nameLength) !== entry.name) throw damaged();
  const start = at + LOCAL_SIZE + nameLength + buffer.readUInt16LE(at + 28);
  if (start + entry.compressedSize > buffer.length) throw damaged();
  const content = expand(buffer.subarray(start, start + entry.compressedSize), entry, damaged);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged();
  return new Uint8Array(content);
}

function expand(compressed: Buffer, entry: Entry, damaged: () => Error): Buffer {
  if (entry.method === 0) return compressed;
  if (entry.method !== 8) throw new ArchiveError('is compressed in an unsupported way', entry.name);
  try {
    // The declared size was checked against the limit; the stream may not exceed what it declared.
    return inflateRawSync(compressed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch {
    throw damaged();
  }
}
