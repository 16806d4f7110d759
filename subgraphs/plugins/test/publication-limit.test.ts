import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const LIMIT = 4;
let world: World;
beforeAll(async () => {
  const idleHost = {
    run: async () => ({ ok: false as const, durationMs: 0, error: { code: 'IDLE', message: '', retryable: true } }),
    ready: async () => true,
  };
  world = await createWorld({ pluginHost: idleHost, publicationsPerHour: LIMIT });
});
afterAll(() => world?.close());

const publish = (viewer: ReturnType<typeof testViewer>, id: string, version: string) =>
  world.publish(viewer, bundleOf(manifestOf({ id, version })));

test('an organization publishes so many times an hour, however many at once, and others go on', async () => {
  const owner = testViewer();
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(patch => publish(owner, 'busy', `1.0.${patch}`)));
  const refused = answers.filter(answer => answer.errors);
  expect(refused.map(codeOf)).toEqual(Array(6 - LIMIT).fill('PLUGIN_PUBLICATION_RATE_LIMITED'));
  const { limit, retryAfter } = refused[0]!.errors![0]!.extensions as { limit: number; retryAfter: number };
  expect(limit).toBe(LIMIT);
  expect(retryAfter).toBeGreaterThan(3_500);
  expect(retryAfter).toBeLessThanOrEqual(3_600);
  const rows = await world.database.database.orm.em.getConnection().execute('select 1 from plugin_version');
  expect(rows).toHaveLength(LIMIT);
  expect((await publish(testViewer(), 'calm', '1.0.0')).errors).toBeUndefined();
});

test('what does not fit counts too, and an hour later all of it may be published again', async () => {
  const owner = testViewer();
  for (let index = 0; index < LIMIT; index += 1) {
    expect(codeOf(await publish(owner, 'busy', '9.9.9'))).toBe('PLUGIN_OWNED_BY_ANOTHER_ORGANIZATION');
  }
  expect(codeOf(await publish(owner, 'late', '1.0.0'))).toBe('PLUGIN_PUBLICATION_RATE_LIMITED');
  await world.database.database.orm.em
    .getConnection()
    .execute(`update publication_count set began_at = began_at - interval '61 minutes' where organization_id = ?`, [
      owner.organizationId,
    ]);
  expect((await publish(owner, 'late', '1.0.0')).errors).toBeUndefined();
});
