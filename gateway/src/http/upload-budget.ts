import { PayloadTooLargeError, UploadsBusyError } from '../errors.ts';
import type { UploadLimits } from './upload-form.ts';

/** How much of the memory for uploads one request has taken. */
export interface UploadShare {
  /** Throws PAYLOAD_TOO_LARGE if the request has its fill, UPLOADS_BUSY if all of them together have. */
  take(bytes: number): void;
  /** Gives back what was taken; call it when the request has ended. */
  release(): void;
}

/** Bounds the memory that files of requests in hand take. */
export class UploadBudget {
  private readonly limits: UploadLimits;
  private inHand = 0;

  constructor(limits: UploadLimits) {
    this.limits = limits;
  }

  open(): UploadShare {
    const { maxRequestBytes, maxBytesInHand } = this.limits;
    let taken = 0;
    let released = false;
    return {
      take: bytes => {
        // What comes after the end of the request is thrown away, not kept.
        if (released) return;
        if (taken + bytes > maxRequestBytes) throw new PayloadTooLargeError('The request', maxRequestBytes);
        if (this.inHand + bytes > maxBytesInHand) throw new UploadsBusyError();
        taken += bytes;
        this.inHand += bytes;
      },
      release: () => {
        if (released) return;
        released = true;
        this.inHand -= taken;
      },
    };
  }
}
