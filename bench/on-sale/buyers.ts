import { KeptConnection } from '../measure/kept-connection.ts';
import type { OnSale } from './events-service.ts';

const CREATE_CART = `mutation CreateCart($input: CreateCartInput!) {
  createCart(input: $input) { id token total { amount currency } expiresAt } }`;

/** A guest with a connection and an address of their own. */
export class Buyer {
  private readonly connection: KeptConnection;
  private readonly number: number;
  private carts = 0;

  constructor(connection: KeptConnection, number: number) {
    this.connection = connection;
    this.number = number;
  }

  /** Puts one ticket into a new cart; its token. Each time from another address: carts are limited per client. */
  async createCart({ eventId, ticketTypeId }: OnSale): Promise<string> {
    this.carts += 1;
    const input = { eventId, items: [{ ticketTypeId, quantity: 1 }] };
    const { createCart } = await this.ask<{ createCart: { token: string } }>(CREATE_CART, { input });
    return createCart.token;
  }

  /** The operation's data, as a guest or with an access token. Throws Error with what was answered if there is any error. */
  async ask<Data>(query: string, variables: object, token?: string): Promise<Data> {
    const body = JSON.stringify({ query, variables });
    const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
    const answer = await this.connection.post(body, `x-forwarded-for: ${this.address()}\r\n${authorization}`);
    const { data, errors } = JSON.parse(answer) as { data?: Data; errors?: unknown };
    if (errors || !data) throw new Error(answer);
    return data;
  }

  close(): void {
    this.connection.close();
  }

  private address(): string {
    const number = this.number * 65_536 + (this.carts % 65_536);
    return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  }
}

/** So many buyers, connected. */
export async function openBuyers(url: string, count: number): Promise<Buyer[]> {
  const connections = await Promise.all(Array.from({ length: count }, () => KeptConnection.open(`${url}/graphql`)));
  return connections.map((connection, number) => new Buyer(connection, number));
}
