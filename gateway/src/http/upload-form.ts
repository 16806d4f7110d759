import { z } from 'zod';
import { BadRequestError, PayloadTooLargeError } from '../errors.ts';

export interface UploadLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Bytes of all files of one request. */
  readonly maxRequestBytes: number;
  /** Bytes of the files of all requests in hand. */
  readonly maxBytesInHand: number;
  readonly maxFiles: number;
  /** Bytes of `operations` and of `map`. */
  readonly maxFieldBytes: number;
}

/** A file of a request as a variable of the operation: whole, and over HTTP as `{ filename, mimetype, base64 }`. */
export class Upload {
  readonly filename: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;

  constructor(filename: string, mimetype: string, bytes: Uint8Array) {
    this.filename = filename;
    this.mimetype = mimetype;
    this.bytes = bytes;
  }

  toJSON() {
    return { filename: this.filename, mimetype: this.mimetype, base64: Buffer.from(this.bytes).toString('base64') };
  }
}

const operations = z.record(z.string(), z.unknown());
const map = z.record(z.string(), z.array(z.string()).min(1));

/** The parts of one multipart request, in the order that the specification demands. */
export class UploadForm {
  private readonly limits: UploadLimits;
  private operations: Record<string, unknown> | undefined;
  private slots: Map<string, readonly string[]> | undefined;

  constructor(limits: UploadLimits) {
    this.limits = limits;
  }

  field(name: string, value: string, truncated: boolean): void {
    if (truncated) throw new PayloadTooLargeError(`The part ${name}`, this.limits.maxFieldBytes);
    if (name === 'operations') this.operations = parsePart(name, value, operations);
    else if (name === 'map') this.slots = this.parseMap(value);
    else throw new BadRequestError('A multipart request has the parts operations, map, and files, and no other.');
  }

  /** Throws unless `map` came before the file, and names variables for it. */
  expect(name: string): readonly string[] {
    const paths = this.slots?.get(name);
    if (!paths) throw new BadRequestError('A file came that the part map, before it, does not name.');
    return paths;
  }

  file(name: string, upload: Upload): void {
    const paths = this.expect(name);
    for (const path of paths) setVariable(this.operations!, path, upload);
    this.slots!.delete(name);
  }

  body(): Record<string, unknown> {
    if (!this.operations || !this.slots)
      throw new BadRequestError('The parts operations and map must come, in this order.');
    if (this.slots.size > 0) throw new BadRequestError('The part map names a file that did not come.');
    return this.operations;
  }

  private parseMap(value: string): Map<string, readonly string[]> {
    if (!this.operations) throw new BadRequestError('The part operations must come before the part map.');
    const slots = new Map(Object.entries(parsePart('map', value, map)));
    if (slots.size > this.limits.maxFiles) throw new PayloadTooLargeError('The request', this.limits.maxFiles, 'files');
    return slots;
  }
}

function parsePart<Schema extends z.ZodType>(name: string, value: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    throw new BadRequestError(`The part ${name} is not the JSON that it must be.`);
  }
}

/** Sets a file where the variables hold null for it; anything else in its place is a fault. */
function setVariable(operation: Record<string, unknown>, path: string, upload: Upload): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let holder: unknown = operation;
  for (const name of names) holder = own(holder, name);
  if (names[0] !== 'variables' || own(holder, last) !== null)
    throw new BadRequestError('The part map names a variable that is not null in the part operations.');
  (holder as Record<string, unknown>)[last] = upload;
}

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
