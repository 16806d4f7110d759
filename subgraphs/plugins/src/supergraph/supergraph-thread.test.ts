import { afterEach, expect, test } from 'vitest';
import { SupergraphThread } from './supergraph-thread.ts';

const thread = new SupergraphThread();
afterEach(() => thread.stop());

const subgraphs = (field: string) => [
  { name: 'events', sdl: `type Query { ${field}: Int }` },
  {
    name: 'users',
    sdl: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { user: Int }',
  },
];

test('composes, checks, and composes again', async () => {
  const before = await thread.do('compose', { subgraphs: subgraphs('event') });
  const after = await thread.do('compose', { subgraphs: subgraphs('events') });
  if (!('sdl' in before && 'sdl' in after)) throw new Error('not composed');
  const document = { owner: 'Page of the client shop', text: '{ event }' };
  expect(await thread.do('broken', { before: before.sdl, after: after.sdl, documents: [document] })).toMatchObject([
    { owner: document.owner },
  ]);
});

test('answers each of those who ask at once with what is theirs', async () => {
  const answers = await Promise.all(['a', 'b', 'c'].map(name => thread.do('compose', { subgraphs: subgraphs(name) })));
  expect(answers.map(answer => ('sdl' in answer ? /\b[abc]: Int/.exec(answer.sdl)?.[0] : answer))).toEqual([
    'a: Int',
    'b: Int',
    'c: Int',
  ]);
});

test('says why there is no supergraph, and goes on after what it cannot even read', async () => {
  const clash = [{ name: 'events', sdl: 'type Query { a: Missing }' }];
  expect(await thread.do('compose', { subgraphs: clash })).toEqual({ errors: [expect.stringContaining('Missing')] });
  await expect(thread.do('compose', { subgraphs: [{ name: 'events', sdl: 'type Query {' }] })).rejects.toThrow(
    'Syntax',
  );
  expect(await thread.do('compose', { subgraphs: subgraphs('event') })).toHaveProperty('sdl');
});

test('leaves nobody waiting when it is stopped, and starts anew for who comes later', async () => {
  const lost = thread.do('compose', { subgraphs: subgraphs('event') });
  const refused = expect(lost).rejects.toThrow('stops');
  await thread.stop();
  await refused;
  expect(await thread.do('compose', { subgraphs: subgraphs('event') })).toHaveProperty('sdl');
});
