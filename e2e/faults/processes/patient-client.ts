import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../../harness/client.ts';

/** Refusals by which the server says itself that asking again is right. */
const ASK_AGAIN = new Set([
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
  'ORDER_BUSY',
  'PAYMENT_UNKNOWN',
  'IDEMPOTENCY_KEY_IN_USE',
  'PLUGIN_HOST_UNAVAILABLE',
  'RATE_LIMITED',
]);
/** Milliseconds for which it asks again, counted from when that first made sense. */
const PATIENCE = 180_000;

export class Refusal extends Error {
  readonly code: string;
  readonly facts: Record<string, unknown>;

  constructor(message: string, facts: Record<string, unknown>) {
    super(`${message} ${JSON.stringify(facts)}`);
    this.code = String(facts.code);
    this.facts = facts;
  }
}

/** The client gave up when its connection broke, as a buyer who closes the page does. */
export class Vanished extends Error {}

export interface PatientOptions {
  readonly token?: string;
  /** True for one who does not ask again when the connection breaks. */
  readonly vanishes?: boolean;
  /** Resolves when asking again makes sense. */
  readonly mayRetry?: () => Promise<void>;
}

/**
 * A client as a shop on a phone is one: when the connection breaks or the server has a fault, it asks the same again,
 * with the same keys, until there is an answer. Or it does not, and is never heard of again.
 */
export class PatientClient {
  private readonly url: string;
  private readonly token: string | undefined;
  private readonly vanishes: boolean;
  private readonly mayRetry: () => Promise<void>;

  constructor(url: string, { token, vanishes = false, mayRetry = async () => {} }: PatientOptions = {}) {
    this.url = url;
    this.token = token;
    this.vanishes = vanishes;
    this.mayRetry = mayRetry;
  }

  as(token: string): PatientClient {
    return new PatientClient(this.url, { token, vanishes: this.vanishes, mayRetry: this.mayRetry });
  }

  /** The data. Throws Refusal for what the server refuses for good. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    for (let deadline: number | undefined; ; ) {
      const answer = await this.send(query, variables).catch(() => undefined);
      if (!answer && this.vanishes) throw new Vanished('The connection broke.');
      const [error] = answer?.errors ?? [];
      if (answer && !error) return answer.data;
      const code = String(error?.extensions.code);
      if (error && !ASK_AGAIN.has(code)) throw new Refusal(error.message, error.extensions);
      await this.mayRetry();
      deadline ??= Date.now() + PATIENCE;
      if (Date.now() > deadline)
        throw new Error(`no answer within ${PATIENCE} ms; the last was ${error?.message} ${code}`);
      await sleep(250);
    }
  }

  private async send(query: string, variables: Record<string, unknown>) {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': randomUUID(),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as {
      data: Data;
      errors?: Array<{ message: string; extensions: Record<string, unknown> }>;
    };
  }
}
