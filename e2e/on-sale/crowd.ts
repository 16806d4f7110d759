import { Agent, request } from 'node:http';

/** What one buyer was answered. */
export interface CartAnswer {
  /** The cart's token; undefined if it was refused. */
  readonly token?: string;
  /** The code of the refusal. */
  readonly code?: string;
}

/** What a buyer wants: so many tickets of one type. */
export interface Wish {
  readonly eventId: string;
  readonly ticketTypeId: string;
  readonly quantity?: number;
}

const CREATE_CART = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }';

/** Many guests, each with an address of their own, over a bounded number of connections that stay open. */
export class Crowd {
  private readonly url: string;
  private readonly agent: Agent;

  constructor(url: string, sockets: number) {
    this.url = url;
    this.agent = new Agent({ keepAlive: true, maxSockets: sockets });
  }

  /** All of them ask at once for a cart. Rejects where the connection was lost before the answer. */
  rush(buyers: number, wish: Wish): ReadonlyArray<Promise<CartAnswer>> {
    return Array.from({ length: buyers }, (_, number) => this.createCart(number, wish));
  }

  leave(): void {
    this.agent.destroy();
  }

  private async createCart(number: number, { eventId, ticketTypeId, quantity = 1 }: Wish): Promise<CartAnswer> {
    const input = { eventId, items: [{ ticketTypeId, quantity }] };
    const body = JSON.stringify({ query: CREATE_CART, variables: { input } });
    const address = `10.0.${number >> 8}.${number & 255}`;
    const { data, errors } = JSON.parse(await this.post(body, address));
    return errors ? { code: String(errors[0].extensions.code) } : { token: data.createCart.token };
  }

  private post(body: string, address: string): Promise<string> {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.url}/graphql`, { method: 'POST', agent: this.agent, headers }, response => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve(text));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
