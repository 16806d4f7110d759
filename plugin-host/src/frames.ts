import type { Socket } from 'node:net';

const HEADER_BYTES = 4;

/** Reads and writes JSON values over a stream socket, each preceded by its length in bytes (4 bytes, big endian). */
export class FrameSocket {
  private readonly socket: Socket;
  private maxBytes: number;
  private chunks: Buffer[] = [];
  private buffered = 0;

  /**
   * @param maxBytes the largest frame accepted; a larger one ends the connection
   * @param onFrame gets every parsed frame, in order; what it throws ends the connection
   */
  constructor(socket: Socket, maxBytes: number, onFrame: (frame: unknown) => void) {
    this.socket = socket;
    this.maxBytes = maxBytes;
    socket.setNoDelay(true);
    socket.on('data', chunk => {
      try {
        this.take(chunk, onFrame);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
  }

  /** Accepts frames up to this size from now on. */
  allowFramesOf(maxBytes: number): void {
    this.maxBytes = maxBytes;
  }

  /** Queues a frame; once the connection is gone it is dropped, and `close` tells the rest. */
  send(frame: object): void {
    if (this.socket.destroyed || this.socket.writableEnded) return;
    const body = Buffer.from(JSON.stringify(frame));
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(body.length);
    this.socket.write(Buffer.concat([header, body]));
  }

  private take(chunk: Buffer, onFrame: (frame: unknown) => void): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    while (this.buffered >= HEADER_BYTES) {
      const length = this.peekLength();
      if (length > this.maxBytes) throw new Error(`a frame of ${length} bytes is over the limit of ${this.maxBytes}`);
      if (this.buffered < HEADER_BYTES + length) return;
      const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks, this.buffered);
      const rest = whole.subarray(HEADER_BYTES + length);
      this.chunks = rest.length > 0 ? [rest] : [];
      this.buffered = rest.length;
      onFrame(JSON.parse(whole.toString('utf8', HEADER_BYTES, HEADER_BYTES + length)));
    }
  }

  private peekLength(): number {
    if (this.chunks[0]!.length < HEADER_BYTES) this.chunks = [Buffer.concat(this.chunks, this.buffered)];
    return this.chunks[0]!.readUInt32BE(0);
  }
}
