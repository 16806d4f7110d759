import { readFileSync } from 'node:fs';
import { ContextSchema, checkInputQuery } from '@ticketbase/plugin-sdk/contexts';
import { EXTENSION_TARGETS, type ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';
import { expect, it } from 'vitest';
import { EXTENSION_POINTS, type ExtensionPoint } from './extension-points.ts';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
/** Of the supergraph that is composed from all subgraphs. */
const contexts = ContextSchema.parse(read('packages/plugin-sdk/contexts.graphql'));
const documented = read('docs/plugins.md');
const fieldsOf = ({ target }: ExtensionPoint) => {
  const query = contexts.queriedAt(target)!.getQueryType()!;
  return Object.keys(query.getFields()).sort();
};

const check = (target: ExtensionTarget, query: string) => checkInputQuery(contexts, target, 'all', query);

it('there is one for each target', () => {
  expect(EXTENSION_POINTS.map(({ target }) => target).sort()).toEqual([...EXTENSION_TARGETS].sort());
});

it.each(EXTENSION_POINTS.map(point => [point.target, point] as const))(
  'what stands at %s can be asked for, field by field, as its context type and the documentation say',
  (target, point) => {
    expect(Object.keys(point.sources).sort()).toEqual(fieldsOf(point));
    const [row] = documented.split('\n').filter(line => line.startsWith(`| \`${target}\` |`));
    const [, told] = row!.split(/`\w+Context`: /);
    const names = told!.replace(/, with its .*/, '').matchAll(/`(\w+)`/g);
    expect([...names].map(([, name]) => name).sort()).toEqual(fieldsOf(point));
  },
);

it.each(EXTENSION_POINTS.map(point => [point.target, point] as const))(
  'the example of %s is a query on its context',
  (target, { exampleQuery }) => {
    expect(check(target, exampleQuery)).toMatchObject({ ok: true });
    expect(check(target, exampleQuery.replace('{', '{ moon'))).toMatchObject({ ok: false });
  },
);

it('the dashboard’s can be given the coming events of the organization, and their scope', () => {
  const { exampleQuery } = EXTENSION_POINTS.find(({ target }) => target === 'DASHBOARD_WIDGET')!;
  expect(check('DASHBOARD_WIDGET', exampleQuery)).toMatchObject({
    query: { scopes: expect.arrayContaining(['events:read']) },
  });
});
