import { expect, test } from 'vitest';
import { slugCandidates, slugify } from './slug.ts';

test.each([
  ['Zürich Jazz & Söhne', 'zurich-jazz-sohne'],
  ['  --Live!--  ', 'live'],
  ['東京', 'organization'],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('the slug of %j is %j', (name, slug) => {
  expect(slugify(name)).toBe(slug);
});

test('further candidates keep the shape that the database demands and differ', () => {
  const candidates = slugCandidates('Live Nation');
  const slugs = Array.from({ length: 5 }, () => candidates.next().value as string);
  expect(slugs[0]).toBe('live-nation');
  expect(new Set(slugs).size).toBe(5);
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test.each(['Cart', 'orders', 'Unsubscribe'])('%s is a page of the shop, and so never a slug of its own', name => {
  const [first] = slugCandidates(name);
  expect(first).toMatch(new RegExp(`^${name.toLowerCase()}-[a-z0-9]{5}$`));
});
