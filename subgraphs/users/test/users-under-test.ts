import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ClientInfo, jwksKeys, newId, type Scope, Viewer, verifyAccessToken } from '@ticketbase/kernel';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { createTestDatabase, silentLogger, type TestDatabase } from '@ticketbase/testing';
import { createUsersSubgraph, type UsersSubgraph, usersDatabase } from '../src/index.ts';

export const PASSWORD = 'correct horse battery';

/** Someone signed in, as a client of the gateway is. */
export interface Person {
  readonly email: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly sessionId: string;
  readonly viewer: Viewer;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the data of any operation, which the test looks into.
  readonly data: any;
  readonly code: string | undefined;
  readonly errors: ReadonlyArray<{ readonly message: string; readonly extensions?: Record<string, unknown> }>;
  readonly extensions: Record<string, unknown>;
}

/** The users subgraph on a database of its own, asked as the gateway and other subgraphs ask it. */
export class UsersUnderTest {
  readonly db: TestDatabase;
  readonly users: UsersSubgraph;

  private constructor(db: TestDatabase, users: UsersSubgraph) {
    this.db = db;
    this.users = users;
  }

  static async start(): Promise<UsersUnderTest> {
    const db = await createTestDatabase({ name: 'users', ...usersDatabase });
    const config = {
      databaseUrl: db.url,
      databasePoolSize: 10,
      privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
      previousPublicKeys: [],
      encryptionKeys: EncryptionKeys.parse(`test:${randomBytes(32).toString('base64')}`),
    };
    const endpoint = () => {
      throw new Error('users asks no other subgraph');
    };
    return new UsersUnderTest(
      db,
      await createUsersSubgraph(config, { logger: silentLogger, endpoint, subscribers: [] }),
    );
  }

  async close(): Promise<void> {
    await this.users.subgraph.close();
    await this.db.close();
  }

  async ask(
    query: string,
    variables: Record<string, unknown> = {},
    by: Person | Viewer = Viewer.anonymous,
    client: ClientInfo = { ip: '203.0.113.7', userAgent: 'test' },
  ): Promise<Answer> {
    const viewer = by instanceof Viewer ? by : by.viewer;
    const request = { query, variables, viewer, requestId: newId(), client };
    const { data, errors = [], extensions = {} } = await this.users.subgraph.execute(request);
    // As a client gets it: plain JSON.
    const plain = JSON.parse(JSON.stringify({ data: data ?? null, errors }));
    return { ...plain, code: plain.errors[0]?.extensions?.code, extensions };
  }

  verify(accessToken: string): Promise<Viewer> {
    return verifyAccessToken(
      accessToken,
      jwksKeys(async () => this.users.publicKeys()),
    );
  }

  /** Whoever holds these tokens. */
  async person(email: string, tokens: Person['tokens']): Promise<Person> {
    const viewer = await this.verify(tokens.accessToken);
    if (viewer.identity.kind !== 'user') throw new Error('These are not the tokens of a person.');
    const { userId, organizationId, sessionId } = viewer.identity;
    return { email, userId, organizationId, sessionId, viewer, tokens };
  }

  async register(name: string, organizationName = `${name} & Co`): Promise<Person> {
    const email = `${name.toLowerCase()}@example.com`;
    const { data, errors } = await this.ask(REGISTER, { input: { name, email, password: PASSWORD, organizationName } });
    if (!data) throw new Error(errors[0]?.message);
    return this.person(email, data.register);
  }

  async login(email: string, password = PASSWORD): Promise<Answer> {
    return this.ask(LOGIN, { email, password });
  }

  /** Someone who was invited by `host` and has joined, with a new account. */
  async join(host: Person, name: string, role: string): Promise<Person> {
    const email = `${name.toLowerCase()}@example.com`;
    const invited = await this.ask(INVITE, { input: { email, role } }, host);
    if (!invited.data) throw new Error(invited.errors[0]?.message);
    const token = await this.secretOf('member.invited', 'invitationToken');
    const accepted = await this.ask(ACCEPT, { token, input: { name, password: PASSWORD } });
    return this.person(email, accepted.data.acceptInvitation);
  }

  apiToken(organizationId: string, ...scopes: Scope[]): Viewer {
    return new Viewer({ kind: 'api-token', tokenId: newId(), organizationId, scopes });
  }

  /** Names of the domain events so far, in order. */
  async events(): Promise<string[]> {
    const rows = await this.sql<{ name: string }>("select event->>'name' as name from outbox order by position");
    return rows.map(({ name }) => name);
  }

  /** The newest event of this name. */
  // biome-ignore lint/suspicious/noExplicitAny: an event's payload, which the test looks into.
  async lastEvent(name: string): Promise<any> {
    const [row] = await this.sql<{ event: object }>(
      "select event from outbox where event->>'name' = ? order by position desc limit 1",
      [name],
    );
    return row?.event;
  }

  async secretOf(event: string, field: string): Promise<string> {
    return (await this.lastEvent(event)).payload[field];
  }

  sql<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.db.database.forkTenant(null).execute<Row[]>(statement, values);
  }
}

const TOKENS = '{ accessToken refreshToken expiresIn }';
export const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) ${TOKENS} }`;
export const LOGIN = `mutation ($email: String!, $password: String!) { login(email: $email, password: $password) {
  __typename ... on AuthTokens ${TOKENS} ... on TwoFactorChallenge { challengeToken } } }`;
export const REFRESH = `mutation ($token: String) { refreshTokens(refreshToken: $token) ${TOKENS} }`;
export const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id email role } }';
export const ACCEPT = `mutation ($token: String!, $input: AcceptInvitationInput!) {
  acceptInvitation(token: $token, input: $input) ${TOKENS} }`;
