/** One fault of some input, as servers name it. */
interface ServerIssue {
  path: string | (string | number)[];
  message: string;
}

/** What a server said instead of data. */
export interface ServerFault {
  /** `refused`: asking again does not help; `unreachable`: it may. */
  reason: 'refused' | 'unreachable';
  code: string;
  message: string;
  issues: ServerIssue[];
}

/** Data, or why there is none. */
export type ServerAnswer<Data> = { ok: true; data: Data } | { ok: false; fault: ServerFault };

/** A file to send along: the variable it stands for, and what it holds. */
export interface Upload {
  variable: string;
  name: string;
  bytes: Uint8Array;
}

interface GraphQLAnswer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; issues?: ServerIssue[] } }[];
}

const TIMEOUT_MS = 60_000;

/** A TicketBase server, asked over its one GraphQL endpoint. */
export class Server {
  readonly endpoint: string;
  private readonly token: string;

  constructor(endpoint: string, token: string) {
    this.endpoint = endpoint;
    this.token = token;
  }

  /** Runs an operation. Never throws for what the server or the network did. */
  ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<ServerAnswer<Data>> {
    return this.send<Data>(JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
  }

  /** Runs an operation with a file (https://github.com/jaydenseric/graphql-multipart-request-spec). */
  upload<Data>(query: string, { variable, name, bytes }: Upload): Promise<ServerAnswer<Data>> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { [variable]: null } }));
    form.set('map', JSON.stringify({ 0: [`variables.${variable}`] }));
    form.set('0', new Blob([new Uint8Array(bytes)], { type: 'application/zip' }), name);
    // Servers that guard against cross-site requests take multipart bodies only with a header that a form cannot set.
    return this.send<Data>(form, { 'apollo-require-preflight': 'true' });
  }

  private async send<Data>(body: string | FormData, headers: Record<string, string>): Promise<ServerAnswer<Data>> {
    let response: Response;
    let answer: GraphQLAnswer<Data>;
    try {
      response = await fetch(this.endpoint, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${this.token}`, accept: 'application/json' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      answer = (await response.json()) as GraphQLAnswer<Data>;
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
      const message = `${this.endpoint} did not answer GraphQL (${cause})`;
      return { ok: false, fault: { reason: 'unreachable', code: 'UNREACHABLE', message, issues: [] } };
    }
    const [fault] = answer.errors ?? [];
    if (!fault && answer.data) return { ok: true, data: answer.data };
    const code = fault?.extensions?.code ?? `HTTP_${response.status}`;
    const reason = code === 'INTERNAL_SERVER_ERROR' || response.status >= 500 ? 'unreachable' : 'refused';
    const message = fault?.message ?? `HTTP status ${response.status}`;
    return { ok: false, fault: { reason, code, message, issues: fault?.extensions?.issues ?? [] } };
  }
}

/** A fault as people read it: each issue on a line of its own, and nowhere else. */
export function describeFault({ code, message, issues }: ServerFault): string {
  const lines = issues.map(issue => `${[issue.path].flat().join('.')}: ${issue.message}`);
  const repeated = lines[0] === undefined ? -1 : message.indexOf(`: ${lines[0]}`);
  const summary = repeated < 0 ? message : `${message.slice(0, repeated)}.`;
  return [`${code}: ${summary}`, ...lines.map(line => `  ${line}`)].join('\n');
}
