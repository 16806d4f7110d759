import type { EntityManager } from '@mikro-orm/postgresql';

const LONGEST = 80;
/** Letters that do not come apart into a base letter and a mark. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** A title as a part of a link: `Über uns & mehr` → `uber-uns-mehr`. */
export function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, letter => SPELLED[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return plain || 'event';
}

/**
 * A slug for a title that no other event of the organization has. Must run in the transaction that takes it: until
 * that ends, others who want the same slug wait.
 */
export async function freeSlug(tx: EntityManager, organizationId: string, title: string): Promise<string> {
  const base = slugOf(title);
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`slug:${organizationId}:${base}`]);
  const rows = await tx.execute<{ slug: string }[]>(
    'select slug from event where organization_id = ? and (slug = ? or slug ~ ?)',
    [organizationId, base, `^${base}-[0-9]+$`],
  );
  const taken = new Set(rows.map(row => row.slug));
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}
