import { expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { withholdSettings } from './withheld-settings.ts';

const manifestWith = (secrets: unknown) => ({
  ...{ id: 'keeper', name: 'Keeper', version: '1.0.0', author: 'TicketBase', category: 'OTHER' },
  network: ['api.example.com', 'files.example.com'],
  configSchema: {
    type: 'object',
    properties: { apiKey: { type: 'string', sensitive: true }, region: { type: 'string' } },
  },
  secrets,
});

test.each([
  ['no setting', { missing: {} }, ['secrets.missing']],
  ['a setting that is not sensitive', { region: {} }, ['secrets.region']],
  [
    'a host that the plugin does not reach',
    { apiKey: { hosts: ['api.example.com', 'evil.example.org'] } },
    ['secrets.apiKey.hosts.1'],
  ],
  ['something unknown', { apiKey: { host: 'api.example.com' } }, ['secrets.apiKey.host']],
])('a secret of %s is pointed at', (_, secrets, paths) => {
  const parsed = parseManifest(manifestWith(secrets));
  expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.join('.'))).toEqual(paths);
});

test('settings are parted into what code gets and what goes to hosts, all of the network unless it says which', () => {
  const network = ['api.example.com', 'files.example.com'];
  const settings = { apiKey: 'k', token: 't', region: 'eu' };
  expect(
    withholdSettings({ network, secrets: { apiKey: { hosts: ['api.example.com'] }, token: {}, unset: {} } }, settings),
  ).toEqual({
    given: { region: 'eu' },
    withheld: { apiKey: { value: 'k', hosts: ['api.example.com'] }, token: { value: 't', hosts: network } },
  });
});
