import { type CallSecrets, HostCallRefused } from '@ticketbase/plugin-host/client';

/** What a host is to answer to one request. */
export interface RecordedAnswer {
  url: string;
  /** The method it is an answer to; any if absent. */
  method?: string;
  /** 200 if absent. */
  status?: number;
  headers?: Record<string, string>;
  /** A text, or a value that is sent as JSON. */
  body?: unknown;
}

/** A request that plugin code made. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** Answers a request; what it throws reaches the plugin as a request that failed. */
export type AnswerRequest = (
  request: SentRequest,
) => Omit<RecordedAnswer, 'url' | 'method'> | Promise<Omit<RecordedAnswer, 'url' | 'method'>>;

/** Answers requests from a list, each answer once, so that a repeated request needs a second one; or by a function. */
export class RecordedFetch {
  readonly requests: SentRequest[] = [];
  private readonly answers: RecordedAnswer[];
  private readonly answerAny: AnswerRequest | undefined;
  private readonly secrets: Pick<CallSecrets, 'mask' | 'maskBytes'>;

  /** @param secrets what no answer tells the code, as on the platform */
  constructor(answers: readonly RecordedAnswer[] | AnswerRequest, secrets: Pick<CallSecrets, 'mask' | 'maskBytes'>) {
    this.secrets = secrets;
    this.answerAny = typeof answers === 'function' ? answers : undefined;
    this.answers = typeof answers === 'function' ? [] : [...answers];
  }

  /** @throws HostCallRefused when there is no answer (left) for the request */
  async answer(request: SentRequest & { encoding: 'utf8' | 'base64' }) {
    const { encoding, ...sent } = request;
    this.requests.push(sent);
    const { method, url } = request;
    const found = this.answerAny ? await this.ask(this.answerAny, sent) : this.take(request);
    if (!found) throw new HostCallRefused('FETCH_FAILED', `the test has no answer (left) for ${method} ${url}`);
    const isText = found.body === undefined || typeof found.body === 'string';
    const text = isText ? String(found.body ?? '') : JSON.stringify(found.body);
    const headers = { ...(isText ? {} : { 'content-type': 'application/json' }), ...found.headers };
    const { secrets } = this;
    return {
      status: found.status ?? 200,
      url: secrets.mask(url),
      redirected: false,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), secrets.mask(value)]),
      ),
      body: secrets.maskBytes(Buffer.from(text)).toString(encoding),
    };
  }

  private take({ method, url }: SentRequest): RecordedAnswer | undefined {
    const at = this.answers.findIndex(each => each.url === url && (each.method ?? method) === method);
    return at < 0 ? undefined : this.answers.splice(at, 1)[0];
  }

  private async ask(answer: AnswerRequest, request: SentRequest) {
    try {
      return await answer(request);
    } catch (error) {
      throw new HostCallRefused('FETCH_FAILED', (error as Error).message);
    }
  }
}
