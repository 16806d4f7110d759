import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { assemble, compileLiveOperation, payloadPath } from './live-operation.ts';

/** The API as it is: what a payload asks must be in it. */
const schema = buildSchema(
  readFileSync(resolve(import.meta.dirname, '../../../schema/supergraph.api.graphql'), 'utf8'),
);

const compiled = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = compileLiveOperation(schema, document, undefined, variables);
  if (operation.query) expect(validate(schema, parse(operation.query))).toEqual([]);
  return operation;
};
const all = () => true;

describe('the query of a payload', () => {
  test.each([
    'subscription ($e: ID!) { eventSales(eventId: $e) { at event { id ticketTypes { id } } } }',
    'subscription { checkIns(eventId: "e") { event { id } lists { id counts { checkedIn } } scans { kind } } }',
    'subscription { pluginLogs(installationId: "i") { installation { id } lines { message fields } } }',
    'subscription { supergraphChanged { id at } }',
    'subscription { eventSales(eventId: "e") { __typename } }',
  ])('of %s is one that the supergraph answers', text => void compiled(text, { e: 'e', i: 'i' }));

  test('takes along the fragments and variables that it uses, and no other', () => {
    const { query, variables } = compiled(
      `subscription S($id: ID!, $first: Int, $with: Boolean!) {
        eventSales(eventId: $id) { ...A @include(if: $with) event { activity(first: $first) { totalCount } } }
      }
      fragment A on EventSalesUpdate { at }`,
      { id: 'e1', first: 3, with: false },
    );
    expect(query).not.toMatch(/fragment|\$with|\$id\b/);
    expect(variables).toEqual({ first: 3, live_id: 'e1' });
  });

  test('spreads what a client spreads below a link', () => {
    const { query } = compiled(
      `subscription { checkIns(eventId: "e") { lists { ...L } event { ...E } } }
      fragment L on CheckInList { name event { ...E } }
      fragment E on Event { id title }`,
    );
    expect(query!.match(/\.\.\.E\b/g)).toHaveLength(2);
    expect(query!.match(/fragment E on/g)).toHaveLength(1);
  });

  test('says where an error is as the client asked for it', () => {
    const operation = compiled('subscription { log: pluginLogs(installationId: "i") { newest: lines { message } } }');
    expect(payloadPath(operation, ['newest', 'logs', 'edges', 3, 'node', 'message'])).toEqual([
      ...['log', 'newest', 3, 'message'],
    ]);
    expect(payloadPath(operation, ['live_subject'])).toEqual(['log']);
  });

  test('is answered by nothing where something is missing that must be there', () => {
    const operation = compiled('subscription { eventSales(eventId: "e") { at event { id } } }');
    expect(assemble(operation, { at: 'now' }, { event: { id: 'e' } }, all)).toEqual({ at: 'now', event: { id: 'e' } });
    expect(assemble(operation, { at: 'now' }, { event: null }, all)).toBeNull();
  });
});
