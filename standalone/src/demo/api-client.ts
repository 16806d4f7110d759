interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
}

/** A client of the public API. */
export class ApiClient {
  readonly url: string;
  token: string | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** The operation's data. Throws with the first error's message. */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    return succeed(await this.send<Data>(query, variables));
  }

  async send<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    const headers = { 'content-type': 'application/json', ...this.authorization() };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Answer<Data>;
  }

  /** Sends a file as a GraphQL multipart request. Throws with the first error's message. */
  async upload<Data>(query: string, variable: string, file: { name: string; bytes: Uint8Array }): Promise<Data> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { [variable]: null } }));
    form.set('map', JSON.stringify({ file: [`variables.${variable}`] }));
    form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    const headers = { 'apollo-require-preflight': 'true', ...this.authorization() };
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body: form });
    return succeed((await response.json()) as Answer<Data>);
  }

  private authorization(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

function succeed<Data>({ data, errors }: Answer<Data>): Data {
  const [error] = errors ?? [];
  if (error || !data) throw new Error(error?.message ?? 'The API gave no data.');
  return data;
}
