import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test.each([
  ['Über Øre & more!', 'uber-ore-more'],
  ['  Straße — Łódź  ', 'strasse-lodz'],
  ['100 % Jazz', '100-jazz'],
  ['東京', 'event'],
  ['!!!', 'event'],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('%s is %s in a link', (title, slug) => expect(slugOf(title)).toBe(slug));
