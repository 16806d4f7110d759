import { useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { Pager, pageArguments } from '../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { ShopNotFound } from '../shop-not-found.tsx';
import { EventCard } from './event-card.tsx';
import { SearchForm } from './search-form.tsx';
import './listing.css';

const ListingQuery = graphql(`
  query EventsOnSale(
    $filter: PublicEventFilter, $organization: String, $first: Int, $after: String, $last: Int, $before: String
  ) {
    publicEvents(
      filter: $filter, organization: $organization, first: $first, after: $after, last: $last, before: $before
    ) {
      edges {
        node {
          id title slug category startsAt endsAt timeZone
          venue { id name city }
          organization { id name slug }
          images { id url alt width height }
          ticketTypes { id kind available price { amount formatted } }
        }
      }
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      totalCount
    }
  }
`);

const OrganizerQuery = graphql(`
  query OrganizerOfShop($slug: String!) { publicOrganization(slug: $slug) { id name logoUrl } }
`);

/** What is on: everything, or what one organizer has on. Search, category and page are in the address. */
export function Listing() {
  const { organization } = useParams();
  const [{ data, error, fetching }] = useQuery({
    query: OrganizerQuery,
    variables: { slug: organization ?? '' },
    pause: !organization,
  });
  if (!organization) return <Events title="What is on" />;
  if (error && !data) return <Failure error={error} />;
  if (data?.publicOrganization) return <Events title={data.publicOrganization.name} organization={organization} />;
  return fetching || !data ? <Loading /> : <ShopNotFound />;
}

function Events({ title, organization }: { readonly title: string; readonly organization?: string }) {
  usePageTitle(title);
  const [search] = useSearchParams();
  const text = search.get('q') || undefined;
  const [category, tag, place] = ['category', 'tag', 'place'].map(name => search.get(name) || undefined);
  const narrowed = Boolean(text || category || tag || place);
  const [{ data, error, fetching }, retry] = useQuery({
    query: ListingQuery,
    variables: {
      ...pageArguments(search),
      organization,
      filter: { text, category, place, tags: tag ? [tag] : undefined },
    },
  });
  const events = data?.publicEvents;
  return (
    <>
      <h1>{title}</h1>
      <SearchForm organization={organization} />
      {error && <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />}
      {!events && fetching && <Loading label="Looking up what is on" />}
      {events?.edges.length === 0 && (
        <Empty title={narrowed ? 'Nothing was found' : 'Nothing is on at the moment'}>
          {narrowed && <span>Try other words, or narrow it by less.</span>}
        </Empty>
      )}
      {events && events.edges.length > 0 && (
        <>
          <ul className="plain-list event-cards">
            {events.edges.map(({ node }) => (
              <li key={node.id}>
                <EventCard event={node} />
              </li>
            ))}
          </ul>
          <Pager pageInfo={events.pageInfo} total={events.totalCount} />
        </>
      )}
    </>
  );
}
