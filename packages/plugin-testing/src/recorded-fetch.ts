import { HostCallRefused } from '@ticketbase/plugin-host/client';

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

/** Answers requests from a list. Each answer is given once, so that a repeated request needs a second one. */
export class RecordedFetch {
  readonly requests: SentRequest[] = [];
  private readonly answers: RecordedAnswer[];

  constructor(answers: readonly RecordedAnswer[]) {
    this.answers = [...answers];
  }

  /** @throws HostCallRefused when no answer is left for the request */
  answer(request: SentRequest & { encoding: 'utf8' | 'base64' }) {
    const { encoding, ...sent } = request;
    this.requests.push(sent);
    const { method, url } = request;
    const at = this.answers.findIndex(each => each.url === url && (each.method ?? method) === method);
    const [found] = at < 0 ? [] : this.answers.splice(at, 1);
    if (!found) throw new HostCallRefused('FETCH_FAILED', `the test has no answer (left) for ${method} ${url}`);
    const isText = found.body === undefined || typeof found.body === 'string';
    const text = isText ? String(found.body ?? '') : JSON.stringify(found.body);
    const headers = { ...(isText ? {} : { 'content-type': 'application/json' }), ...found.headers };
    return {
      status: found.status ?? 200,
      url,
      redirected: false,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      body: encoding === 'base64' ? Buffer.from(text).toString('base64') : text,
    };
  }
}
