import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Booking {
  readonly orderId: string;
  readonly amount: number;
}

/** Where a request to the provider can be caught: before it books, or booked and not answered. */
export type ProviderPoint = `${'charges' | 'status' | 'refunds'} ${'before' | 'after'}`;

/**
 * A payment provider of the test's own, outside of everything that is killed. It keeps to its idempotency keys as real
 * ones do, so that what it has booked twice was asked for under two keys.
 */
export class CardProvider {
  readonly url: string;
  /** By idempotency key. */
  readonly charges = new Map<string, Booking>();
  readonly refunds = new Map<string, Booking>();
  private readonly server: ReturnType<typeof createServer>;
  private trap: { readonly point: ProviderPoint; readonly caught: () => void } | undefined;

  private constructor(server: ReturnType<typeof createServer>) {
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async open(): Promise<CardProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CardProvider(server);
  }

  /** The next request that comes to this point is never answered. Resolves when it has come there. */
  catchNext(point: ProviderPoint): Promise<void> {
    return new Promise(caught => {
      this.trap = { point, caught };
    });
  }

  disarm(): void {
    this.trap = undefined;
  }

  chargedFor(orderId: string): number[] {
    return [...this.charges.values()].filter(charge => charge.orderId === orderId).map(({ amount }) => amount);
  }

  refundedFor(orderId: string): number[] {
    return [...this.refunds.values()].filter(refund => refund.orderId === orderId).map(({ amount }) => amount);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!.slice(1) as 'charges' | 'status' | 'refunds';
    const key = request.headers['idempotency-key'] as string;
    let text = '';
    for await (const chunk of request) text += chunk;
    const { orderId, amount, currency } = JSON.parse(text) as Booking & { currency: string };
    if (this.isCaught(`${path} before`)) return;
    const answer = this.book(path, key, { orderId, amount }, currency);
    if (this.isCaught(`${path} after`)) return;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }

  private book(path: 'charges' | 'status' | 'refunds', key: string, booking: Booking, currency: string): object {
    if (path === 'status') {
      const charge = this.charges.get(booking.orderId);
      return charge ? { status: 'PAID', amount: charge.amount, currency } : { status: 'PENDING' };
    }
    if (!this[path].has(key)) this[path].set(key, booking);
    return path === 'charges' ? { id: `ch_${key}` } : { status: 'REFUNDED', externalId: `re_${key}` };
  }

  private isCaught(point: ProviderPoint): boolean {
    if (this.trap?.point !== point) return false;
    const { caught } = this.trap;
    this.trap = undefined;
    caught();
    return true;
  }
}
