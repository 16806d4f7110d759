import { z } from 'zod';

const envelope = z.object({ filename: z.string(), mimetype: z.string(), base64: z.string() });

/**
 * A file that came with a request, read whole: the gateway bounds its size before it gets here. In process it is
 * passed as it is; over HTTP it travels as `{ filename, mimetype, base64 }`.
 */
export class UploadedFile {
  readonly filename: string;
  /** What the client claims; check the bytes before you believe it. */
  readonly mimetype: string;
  readonly bytes: Uint8Array;

  constructor(filename: string, mimetype: string, bytes: Uint8Array) {
    this.filename = filename;
    this.mimetype = mimetype;
    this.bytes = bytes;
  }

  /** Reads either form; undefined for anything else. */
  static from(value: unknown): UploadedFile | undefined {
    if (value instanceof UploadedFile) return value;
    const bytes = (value as { bytes?: unknown } | null)?.bytes;
    if (bytes instanceof Uint8Array) {
      const { filename, mimetype } = value as { filename: unknown; mimetype: unknown };
      return new UploadedFile(String(filename), String(mimetype), bytes);
    }
    const wire = envelope.safeParse(value);
    if (!wire.success) return undefined;
    return new UploadedFile(wire.data.filename, wire.data.mimetype, Buffer.from(wire.data.base64, 'base64'));
  }
}
