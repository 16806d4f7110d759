import { runAction } from '@ticketbase/plugin-testing';
import { expect, test } from 'vitest';

const plugin = new URL('..', import.meta.url);
const graphql = (_query: string, { id }: Record<string, unknown>) => ({ event: id === 'own' ? { id } : null });

test('keeps a note for an event of the organization, and anyone reads it', async () => {
  const saved = await runAction(plugin, 'save-note', { eventId: 'own', note: '  Ramp at gate B  ' }, { graphql });
  expect(saved).toMatchObject({
    ok: true,
    data: { note: 'Ramp at gate B' },
    storage: { 'notes/own': 'Ramp at gate B' },
  });
  const read = await runAction(plugin, 'read-note', { eventId: 'own' }, { storage: saved.storage });
  expect(read).toMatchObject({ ok: true, data: { note: 'Ramp at gate B' } });
});

test('an empty note removes what was kept', async () => {
  const storage = { 'notes/own': 'Ramp at gate B' };
  const saved = await runAction(plugin, 'save-note', { eventId: 'own', note: ' ' }, { graphql, storage });
  expect(saved).toMatchObject({ ok: true, data: { note: '' }, storage: {} });
});

test('keeps nothing for an event that the organization does not have', async () => {
  const saved = await runAction(plugin, 'save-note', { eventId: 'foreign', note: 'Ours' }, { graphql });
  expect(saved).toMatchObject({ ok: false, error: { code: 'PLUGIN_THREW' }, storage: {} });
});
