/** How long, in seconds, and by whom an answer may be kept (RFC 9111). */
export interface CachePolicy {
  readonly maxAge: number;
  /** `private`: by the client alone. */
  readonly scope: 'public' | 'private';
}

/** Reads a Cache-Control header. Null for what may not be kept, as everything is of which nothing is said. */
export function parseCacheControl(header: string | undefined): CachePolicy | null {
  const directives = new Map<string, string>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', value = ''] = part.split('=');
    directives.set(name.trim(), value.trim().replaceAll('"', ''));
  }
  if (directives.has('no-store') || directives.has('no-cache')) return null;
  const ages = ['max-age', 's-maxage'].flatMap(name => (directives.has(name) ? [seconds(directives.get(name)!)] : []));
  const maxAge = Math.min(...ages);
  if (!Number.isFinite(maxAge) || maxAge <= 0) return null;
  // What does not say that it is for everyone is taken to be for one.
  return { maxAge, scope: directives.has('public') && !directives.has('private') ? 'public' : 'private' };
}

/** What holds for an answer that is made of both. */
export function strictestPolicy(one: CachePolicy | null, other: CachePolicy | null): CachePolicy | null {
  if (!one || !other) return null;
  const scope = one.scope === 'private' ? 'private' : other.scope;
  return { maxAge: Math.min(one.maxAge, other.maxAge), scope };
}

/** As a Cache-Control header. */
export const formatCacheControl = (policy: CachePolicy | null): string =>
  policy ? `${policy.scope}, max-age=${policy.maxAge}` : 'no-store';

const seconds = (text: string): number => (/^\d+$/.test(text) ? Number(text) : 0);
