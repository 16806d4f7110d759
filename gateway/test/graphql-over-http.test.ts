import { serverAudits } from 'graphql-http';
import { describe, expect, test } from 'vitest';
import { sharedGateway } from './gateway-harness.ts';

const shared = sharedGateway();
const audits = serverAudits({ url: () => `${shared().url}/graphql` });

/** https://graphql.github.io/graphql-over-http, as the package of its authors audits a server. */
describe('GraphQL over HTTP', () => {
  test('has 61 audits', () => expect(audits).toHaveLength(61));

  test.each(audits.map(audit => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    const reason = result.status === 'ok' ? '' : `${result.status}: ${result.reason} ${await result.response.text()}`;
    expect(reason).toBe('');
  });
});
