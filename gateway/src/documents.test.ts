import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { Documents } from './documents.ts';
import { heapWeight } from './heap-weight.ts';

const text = (number: number) =>
  `{ events(first: 2) { ${Array.from({ length: 100 }, (_, i) => `a${number}_${i}: title`).join(' ')} } }`;

test('a document is parsed once, without positions, also where it was parsed with them before', () => {
  const documents = new Documents();
  const document = documents.parse(text(1));
  expect(document.loc).toBeUndefined();
  expect(documents.parse(text(1))).toBe(document);
  expect(documents.withoutPositions(parse(text(1)))).toBe(document);
  expect(documents.withoutPositions(document)).toBe(document);
});

test('documents are forgotten by their weight before they fill the memory', () => {
  const documents = new Documents();
  const first = documents.parse(text(0));
  const many = Math.ceil(32_000_000 / heapWeight(first));
  expect(many).toBeLessThan(2_000);
  for (let number = 1; number <= many; number += 1) documents.parse(text(number));
  expect(documents.parse(text(many))).toBe(documents.parse(text(many)));
  expect(documents.parse(text(0))).not.toBe(first);
});

test('a document weighs about what it takes on the heap', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const texts = Array.from({ length: 300 }, (_, number) => text(number));
  const before = used();
  const documents = texts.map(each => parse(each, { noLocation: true }));
  const taken = used() - before;
  const weight = documents.reduce((sum, document) => sum + heapWeight(document), 0);
  expect(taken / weight).toBeGreaterThan(0.6);
  expect(taken / weight).toBeLessThan(1.5);
});
