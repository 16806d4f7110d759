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
  const [slug] = await freeSlugs(tx, organizationId, [title]);
  return slug!;
}

/** A slug for each of several titles, as `freeSlug` finds them. */
export async function freeSlugs(
  tx: EntityManager,
  organizationId: string,
  titles: readonly string[],
): Promise<string[]> {
  const bases = titles.map(slugOf);
  const wanted = JSON.stringify([...new Set(bases)]);
  // In one order, so that no two who want several slugs wait for each other.
  await tx.execute(
    `select pg_advisory_xact_lock(hashtextextended(key, 0))
       from (select ? || value as key from jsonb_array_elements_text(?::jsonb) order by value) as wanted`,
    [`slug:${organizationId}:`, wanted],
  );
  const rows = await tx.execute<{ slug: string }[]>(
    `with wanted as (select value from jsonb_array_elements_text(?::jsonb))
     select slug from event where organization_id = ?
        and (slug in (select value from wanted) or regexp_replace(slug, '-[0-9]+$', '') in (select value from wanted))`,
    [wanted, organizationId],
  );
  const taken = new Set(rows.map(row => row.slug));
  return bases.map(base => {
    let slug = base;
    for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
    taken.add(slug);
    return slug;
  });
}
