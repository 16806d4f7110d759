import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { messageOf } from '../../ui/states.tsx';
import type { ShopEvent, ShopTicketType } from './event-page.tsx';

const OpenedTypesQuery = graphql(`
  query TypesOpenedByCode($organization: String!, $slug: String!, $code: String!) {
    publicEvent(organization: $organization, slug: $slug) {
      id
      ticketTypes(accessCode: $code) {
        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen
        addOnGroup { id }
        price { amount formatted }
      }
    }
  }
`);

/** A code in the address of the page, so that organizers can send links, and what it opens. */
export interface UsedCode {
  readonly code: string;
  readonly state: 'none' | 'asking' | 'opened' | 'kept' | 'refused';
  readonly fault?: string;
  readonly types: readonly ShopTicketType[];
  readonly use: (code: string) => void;
  /** Asks again what it opens, such as after the stock has changed. */
  readonly refresh: () => void;
}

/** Asks apart from the event, so that a code that is refused leaves the page as it is. */
export function useAccessCode(event: ShopEvent): UsedCode {
  const [search, setSearch] = useSearchParams();
  const code = search.get('code')?.trim() ?? '';
  const [{ data, error, fetching }, ask] = useQuery({
    query: OpenedTypesQuery,
    variables: { organization: event.organization.slug, slug: event.slug, code },
    pause: code === '',
    requestPolicy: 'network-only',
  });
  const use = (next: string) =>
    setSearch(
      current => {
        const changed = new URLSearchParams(current);
        if (next) changed.set('code', next);
        else changed.delete('code');
        return changed;
      },
      { replace: true },
    );
  const refresh = () => {
    if (code !== '') ask({ requestPolicy: 'network-only' });
  };
  const none = { code, use, refresh, types: event.ticketTypes };
  if (code === '') return { ...none, state: 'none' };
  if (error) return { ...none, state: 'refused', fault: messageOf(error) };
  if (fetching || !data?.publicEvent) return { ...none, state: 'asking' };
  const types = data.publicEvent.ticketTypes;
  return { ...none, types, state: types.some(type => type.hidden) ? 'opened' : 'kept' };
}
