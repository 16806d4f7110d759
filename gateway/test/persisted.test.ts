import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerOf, startGateway } from './gateway-harness.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const QUERY = 'query Kind { me { kind } }';
const ANSWER = { data: { me: { kind: 'anonymous' } } };

describe('automatic persisted queries', () => {
  test('are answered by their hash once their text has come with it', async () => {
    const { post, url } = await startGateway();
    const extensions = persisted(sha256(QUERY));
    const unknown = await post({ extensions });
    expect([unknown.status, unknown.json.errors[0]]).toEqual([
      200,
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await post({ query: QUERY, extensions })).json).toEqual(ANSWER);
    expect((await post({ extensions })).json).toEqual(ANSWER);
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    expect((await answerOf(await fetch(`${url}/graphql?${search}`))).json).toEqual(ANSWER);
  });

  test('are not another operation than their hash says', async () => {
    const { post } = await startGateway();
    const { json } = await post({ query: '{ slow }', extensions: persisted(sha256(QUERY)) });
    expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect((await post({ extensions: persisted(sha256(QUERY)) })).json.errors[0].message).toBe(
      'PersistedQueryNotFound',
    );
  });

  test('are measured like any other operation', async () => {
    const { post } = await startGateway();
    const deep = `{ event(id: "e1") ${'{ parent '.repeat(20)}{ id }${' }'.repeat(20)} }`;
    await post({ query: deep, extensions: persisted(sha256(deep)) });
    const { json } = await post({ extensions: persisted(sha256(deep)) });
    expect(json.errors[0].extensions.code).toBe('QUERY_TOO_DEEP');
  });
});

describe('a gateway for known operations only', () => {
  async function start(manifest: object) {
    const folder = await mkdtemp(join(tmpdir(), 'ticketbase-persisted-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'manifest.json');
    await writeFile(path, JSON.stringify(manifest));
    return startGateway({ env: { PERSISTED_ONLY: 'true', PERSISTED_OPERATIONS: path } });
  }

  test('answers those of its manifest, as clients write them, and no others', async () => {
    const { post, stage } = await start({ Kind: QUERY, Change: 'mutation Change { change(by: 1) }' });
    for (const query of [QUERY, 'query Kind {\n  me {\n    kind\n    __typename\n  }\n}\n'])
      expect((await post({ query })).json.data.me.kind).toBe('anonymous');
    const others = [
      '{ me { kind id } }',
      'query Kind { me { kind id } }',
      '{ __schema { types { name } } }',
      'query Kind {',
    ];
    for (const query of others) {
      const { status, json } = await post({ query });
      expect([status, json.errors[0].extensions.code], query).toEqual([403, 'OPERATION_NOT_PERSISTED']);
    }
    await post({ query: 'mutation Change { change(by: 1) }' });
    await post({ query: 'mutation Change { change(by: 2) }' });
    expect(stage.changes).toBe(1);
  });

  test('answers them by their hash without having seen their text', async () => {
    const { post } = await start({ Kind: QUERY });
    expect((await post({ extensions: persisted(sha256(QUERY)) })).json).toEqual(ANSWER);
    const { json } = await post({ query: '{ slow }', extensions: persisted(sha256('{ slow }')) });
    expect(json.errors[0].extensions.code).toBe('OPERATION_NOT_PERSISTED');
  });

  test('answers the same process whatever it asks: plugins query, too', async () => {
    const { gateway } = await start({});
    expect(await gateway.execute({ query: '{ slow }' })).toEqual({ data: { slow: 'done' } });
  });

  test('does not start on a manifest that is none', async () => {
    await expect(start({ Kind: 1 })).rejects.toThrow();
    const missing = { PERSISTED_ONLY: 'true', PERSISTED_OPERATIONS: resolve('no/such/manifest.json') };
    await expect(startGateway({ env: missing })).rejects.toThrow('ENOENT');
  });
});
