import { createHmac, generateKeyPairSync } from 'node:crypto';
import { newId } from '@ticketbase/kernel';
import { describe, expect, test, vi } from 'vitest';
import {
  deadEndpoint,
  KEY_ID,
  ownerClaims,
  publicKey,
  SOON,
  sharedGateway,
  sign,
  startGateway,
} from './gateway-harness.ts';

const ME = { query: '{ me { kind organizationId } }' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({
  ...ownerClaims(),
  ...{ iss: 'ticketbase', aud: 'ticketbase-api', exp: Math.floor(Date.now() / 1000) + 900 },
});

/** The public key as an HMAC secret: what a verifier that trusts the token's own `alg` would take. */
function signedWithPublicKey(): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid: KEY_ID })}.${encode(claims())}`;
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
}

function withOtherClaims(token: string): string {
  const [header, , signature] = token.split('.');
  return `${header}.${encode({ ...claims(), role: 'OWNER' })}.${signature}`;
}

const otherKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

describe('identity at the edge', () => {
  const shared = sharedGateway();

  test('takes a valid token, and nobody for no token', async () => {
    const { post } = shared();
    expect((await post(ME, bearer(sign()))).json.data.me.kind).toBe('user');
    expect((await post(ME)).json.data.me.kind).toBe('anonymous');
  });

  test.each([
    ['is signed by another key', () => sign(ownerClaims(), { key: otherKey() })],
    ['names a key that there is not', () => sign(ownerClaims(), { keyid: 'key-2' })],
    ['has no key id', () => sign(ownerClaims(), { keyid: '' })],
    ['has expired', () => sign(ownerClaims(), { expiresIn: -1 })],
    ['has alg none', () => `${encode({ alg: 'none', typ: 'JWT', kid: KEY_ID })}.${encode(claims())}.`],
    ['is HS256 with the public key as its secret', signedWithPublicKey],
    ['is from another issuer', () => sign(ownerClaims(), { issuer: 'elsewhere' })],
    ['is for another audience', () => sign(ownerClaims(), { audience: 'elsewhere' })],
    ['has other claims than were signed', () => withOtherClaims(sign())],
    ['has claims of no viewer', () => sign({ kind: 'operator', sub: newId() })],
    ['is no token', () => 'nonsense'],
    ['has a header that is no JSON', () => 'bm9uc2Vuc2U.bm9uc2Vuc2U.bm9uc2Vuc2U'],
  ])('refuses a token that %s', async (_, token) => {
    const { post } = shared();
    const answer = await post(ME, bearer(token()));
    expect(answer.json.errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect(answer.json.data).toBeUndefined();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b'])(
    'refuses the header %j instead of ignoring it',
    async header => {
      const { post } = shared();
      const answer = await post(ME, { authorization: header });
      expect(answer.json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    },
  );

  test('is known for a moment, but no longer than its token is good', async () => {
    const findKey = vi.fn(async () => publicKey);
    const { post } = await startGateway({ services: { findKey } });
    const kind = async (token: string) =>
      (await post({ query: '{ me { kind } }' }, { authorization: `Bearer ${token}` })).status;
    const token = sign();
    expect([await kind(token), await kind(token)]).toEqual([200, 200]);
    expect(findKey).toHaveBeenCalledTimes(1);
    // Whole seconds: one that is good for one more may run out in this moment.
    const short = sign(ownerClaims(), { expiresIn: 3 });
    expect(await kind(short)).toBe(200);
    await vi.waitFor(async () => expect(await kind(short)).toBe(401), { timeout: 15_000, interval: 100 });
    const spoilt = `${token.slice(0, -4)}AAAA`;
    expect(await kind(spoilt)).toBe(401);
  });

  test('says SERVICE_UNAVAILABLE, not UNAUTHENTICATED, when the keys cannot be read', async () => {
    const findKey = async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:4101');
    };
    const { post } = await startGateway({ services: { findKey } });
    const answer = await post(ME, bearer(sign()));
    expect(answer.json.errors[0].extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' });
    expect(answer.status).toBe(503);
  });
});

describe('API tokens', () => {
  test('are exchanged once for many requests, also for many at once', async () => {
    const { post, stage } = await startGateway();
    const answers = await Promise.all([1, 2, 3].map(() => post(ME, bearer('tb_good'))));
    answers.push(await post(ME, bearer('tb_good')));
    expect(answers.map(({ json }) => json.data.me.kind)).toEqual(Array(4).fill('api-token'));
    expect(stage.apiTokenExchanges).toBe(1);
  });

  test('that are not valid are UNAUTHENTICATED, and asked about again', async () => {
    const { post, stage } = await startGateway();
    for (const attempt of [1, 2]) {
      const answer = await post(ME, bearer('tb_bad'));
      expect(answer.status).toBe(401);
      expect(answer.json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      expect(stage.apiTokenExchanges).toBe(attempt);
    }
  });
});

describe('refresh token cookie', () => {
  const shared = sharedGateway();

  const setCookie = (headers: Headers) => headers.get('set-cookie') ?? '';

  test('is set out of reach of scripts and other sites, and never shown in the answer', async () => {
    const { post } = shared();
    const answer = await post({ query: 'mutation { login }' });
    expect(answer.json).toEqual({ data: { login: true } });
    expect(setCookie(answer.headers)).toMatch(
      /^ticketbase_refresh=refresh-1; Max-Age=3600; Path=\/graphql; .*HttpOnly; SameSite=Strict$/,
    );
    expect(answer.text).not.toContain('refresh-1');
  });

  test('is Secure where the public URL is https', async () => {
    const { post } = await startGateway({ env: { PUBLIC_URL: 'https://tickets.example' } });
    expect(setCookie((await post({ query: 'mutation { login }' })).headers)).toContain('; Secure');
  });

  test('is cleared when the subgraph says so', async () => {
    const { post } = shared();
    expect(setCookie((await post({ query: 'mutation { logout }' })).headers)).toMatch(
      /^ticketbase_refresh=; Path=\/graphql; Expires=Thu, 01 Jan 1970/,
    );
  });

  test('is handed to users and to no other subgraph', async () => {
    const { post } = shared();
    const answer = await post(
      { query: '{ clientSeen eventsClientSeen }' },
      { cookie: 'a=b; ticketbase_refresh=secret-1' },
    );
    expect(JSON.parse(answer.json.data.clientSeen)).toMatchObject({ refreshToken: 'secret-1' });
    expect(answer.json.data.eventsClientSeen).not.toContain('secret-1');
    expect(answer.json.data.eventsClientSeen).toContain('127.0.0.1');
  });
});

describe('a session that has ended', () => {
  const CHANGE = { query: 'mutation { change(by: 1) }' };
  const codeOf = (answer: { readonly json: { readonly errors?: { extensions: { code: string } }[] } }) =>
    answer.json.errors?.[0]?.extensions.code;

  test.each([
    ['in process', {}],
    ['over HTTP', { http: true }],
    ['under the reference executor', { env: { GATEWAY_EXECUTOR: 'apollo' } }],
  ])(
    'changes nothing from then on, though its token is still valid, and can go on elsewhere: %s',
    async (_, options) => {
      const { post, stage } = await startGateway(options);
      const claims = ownerClaims();
      const headers = bearer(sign(claims));
      expect((await post(CHANGE, headers)).json).toEqual({ data: { change: 1 } });
      stage.ended.add(claims.sid);
      // What was found a moment ago is believed for a second.
      await vi.waitFor(async () => expect(codeOf(await post(CHANGE, headers))).toBe('UNAUTHENTICATED'), SOON);
      const { changes } = stage;
      expect(codeOf(await post(CHANGE, headers))).toBe('UNAUTHENTICATED');
      expect(stage.changes).toBe(changes);
      expect((await post({ query: 'mutation { logout }' }, headers)).json).toEqual({ data: { logout: true } });
      expect((await post(CHANGE, bearer(sign()))).json).toEqual({ data: { change: changes + 1 } });
    },
  );

  test('is not taken for one when accounts cannot be asked: the token holds for as long as it says', async () => {
    const { post } = await startGateway({ endpoints: { users: deadEndpoint('users') } });
    expect((await post(CHANGE, bearer(sign()))).json).toEqual({ data: { change: 1 } });
  });
});
