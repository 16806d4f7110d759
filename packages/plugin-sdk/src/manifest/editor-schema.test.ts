import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { editorSchema } from './editor-schema.ts';

const file = new URL('../../plugin.schema.json', import.meta.url);

test('plugin.schema.json is current; else run `npm run schema -w @ticketbase/plugin-sdk`', async () => {
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(editorSchema())));
});

test('it accepts a manifest and refuses a misspelt key', () => {
  const check = new Ajv2020().compile(editorSchema());
  const manifest = { id: 'door-list', name: 'Door list', version: '1.0.0', author: 'TicketBase', category: 'OTHER' };
  expect(check(manifest)).toBe(true);
  expect(check({ ...manifest, permission: [] })).toBe(false);
  expect(check.errors?.[0]?.params).toEqual({ additionalProperty: 'permission' });
});
