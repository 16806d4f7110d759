import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { DocumentCache } from './execute.ts';

const schema = buildSchema('type Query { find(text: String): Int }');
const found = (text: string | number) => `{ find(text: "${text}") }`;

test('parses a document once while it is asked for', () => {
  const documents = new DocumentCache();
  const often = documents.get(schema, found('often'));
  for (let other = 0; other < 1_500; other++) {
    documents.get(schema, found(other));
    expect(documents.get(schema, found('often'))).toBe(often);
  }
  expect(documents.count).toBe(1_000);
});

test('forgets large documents before there are many, so that nobody fills the memory with what they make up', () => {
  const documents = new DocumentCache();
  for (let large = 0; large < 100; large++) documents.get(schema, found(`${large} ${'x'.repeat(100_000)}`));
  expect(documents.count).toBeLessThan(20);
  expect(documents.count).toBeGreaterThan(1);
});
