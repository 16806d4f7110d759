import { Link, useSearchParams } from 'react-router';

const PAGE_SIZE = 20;

export interface PageArguments {
  readonly first?: number;
  readonly after?: string;
  readonly last?: number;
  readonly before?: string;
}

/** Which page of a connection the address asks for, as arguments of the field. */
export function pageArguments(search: URLSearchParams): PageArguments {
  const after = search.get('after');
  const before = search.get('before');
  if (after) return { first: PAGE_SIZE, after };
  if (before) return { last: PAGE_SIZE, before };
  return { first: PAGE_SIZE };
}

interface PageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Links to the pages before and after, which keep the rest of the address. */
export function Pager({ pageInfo, total }: { readonly pageInfo: PageInfo; readonly total: number }) {
  const [search] = useSearchParams();
  const to = (name: 'after' | 'before', cursor: string) => {
    const next = new URLSearchParams(search);
    next.delete('after');
    next.delete('before');
    next.set(name, cursor);
    return `?${next}`;
  };
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = pageInfo;
  return (
    <nav className="row between" aria-label="Pages">
      <span className="soft">{total.toLocaleString()} in all</span>
      <span className="row">
        {hasPreviousPage && startCursor && (
          <Link className="button plain" to={to('before', startCursor)}>
            ← Previous
          </Link>
        )}
        {hasNextPage && endCursor && (
          <Link className="button plain" to={to('after', endCursor)}>
            Next →
          </Link>
        )}
      </span>
    </nav>
  );
}
