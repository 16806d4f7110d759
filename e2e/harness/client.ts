import { expect } from 'vitest';

export interface GraphqlError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: Record<string, unknown> & { readonly code: string };
}

/** Data in tests is read as it comes; what matters is asserted. */
// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it then asserts.
export type Data = any;

export interface Answer {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphqlError[] | undefined;
}

/** Calls the API as any client would: one endpoint, HTTP, a bearer token. */
export class Client {
  readonly url: string;
  token: string | undefined;

  constructor(url: string, token?: string) {
    this.url = url;
    this.token = token;
  }

  as(token: string): Client {
    return new Client(this.url, token);
  }

  /** The whole answer, with its errors. */
  async send(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.authorization(), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return read(response);
  }

  /** The data of an operation that must succeed. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.send(query, variables);
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    return data;
  }

  /** The first error's code of an operation that must fail. */
  async refusal(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlError> {
    const { errors, data } = await this.send(query, variables);
    expect(errors, `expected a refusal, got ${JSON.stringify(data)}`).toBeDefined();
    return errors![0]!;
  }

  /** Sends one file as the GraphQL multipart request specification says. */
  async upload(
    query: string,
    variable: string,
    file: { name: string; bytes: Uint8Array; type?: string },
    variables: Record<string, unknown> = {},
  ): Promise<Answer> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { ...variables, [variable]: null } }));
    form.set('map', JSON.stringify({ 0: [`variables.${variable}`] }));
    form.set('0', new Blob([new Uint8Array(file.bytes)], { type: file.type ?? 'application/octet-stream' }), file.name);
    const headers = { ...this.authorization(), 'apollo-require-preflight': 'true' };
    return read(await fetch(`${this.url}/graphql`, { method: 'POST', headers, body: form }));
  }

  private authorization(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

async function read(response: Response): Promise<Answer> {
  const body = (await response.json()) as Omit<Answer, 'status'>;
  return { status: response.status, data: body.data, errors: body.errors };
}
