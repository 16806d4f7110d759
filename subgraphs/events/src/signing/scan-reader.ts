import { parseTicketCode } from '../ticket/ticket-code.ts';
import type { KeyRing } from './key-ring.ts';
import { isSignedBy, type ReadQr, readQr } from './qr-payload.ts';

/** What a text that somebody typed or a scanner read turns out to be. */
export type Scanned =
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'qr';
      readonly organizationId: string;
      readonly eventId: string;
      readonly ticketId: string;
      readonly ticketTypeId: string;
      readonly serial: number;
    }
  /** It has the form of a signed ticket, and no key of the platform's that is good has signed it. */
  | { readonly kind: 'forged' }
  | { readonly kind: 'unreadable' };

/** Tells codes from signed QR codes, and genuine ones from others. */
export class ScanReader {
  private readonly keys: KeyRing;

  constructor(keys: KeyRing) {
    this.keys = keys;
  }

  async read(text: string): Promise<Scanned> {
    const [scanned] = await this.readAll([text]);
    return scanned!;
  }

  /** Reads many texts; asks for their keys at once. */
  async readAll(texts: readonly string[]): Promise<Scanned[]> {
    const payloads = texts.map(readQr);
    const keys = await this.keys.find(payloads.flatMap(qr => (qr ? [qr.keyId] : [])));
    return payloads.map((qr, index) => {
      if (qr) return verified(qr, keys);
      const code = parseTicketCode(texts[index]!);
      return code === undefined ? { kind: 'unreadable' } : { kind: 'code', code };
    });
  }
}

function verified(qr: ReadQr, keys: Awaited<ReturnType<KeyRing['find']>>): Scanned {
  const key = keys.get(qr.keyId);
  if (!key || key.revoked || !isSignedBy(qr, key.publicKey)) return { kind: 'forged' };
  const { eventId, ticketId, ticketTypeId, serial } = qr;
  return { kind: 'qr', organizationId: key.organizationId, eventId, ticketId, ticketTypeId, serial };
}
