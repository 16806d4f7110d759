import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { WaitlistEntriesQuery, WaitlistEntryStatus } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { usePageTitle } from '../../../ui/page-title.ts';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { FilterForm } from '../../lists/filter-form.tsx';
import { useViewer } from '../../viewer/viewer.tsx';

const EntriesQuery = graphql(`
  query WaitlistEntries($id: ID!, $filter: WaitlistFilter, $first: Int, $after: String, $last: Int, $before: String) {
    event(id: $id) { id title timeZone }
    waitlistEntries(eventId: $id, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges {
        node {
          id place name email quantity acceptFewer status offered offerExpiresAt joinedAt
          ticketType { id name }
        }
      }
    }
  }
`);

const RemoveMutation = graphql(`mutation RemoveWaitlistEntry($id: ID!) { removeWaitlistEntry(id: $id) { id status } }`);

type Entry = WaitlistEntriesQuery['waitlistEntries']['edges'][number]['node'];

const STATUSES: Readonly<Record<WaitlistEntryStatus, { readonly label: string; readonly look: string }>> = {
  WAITING: { label: 'Waiting', look: '' },
  OFFERED: { label: 'Offered', look: 'warn' },
  TAKEN: { label: 'Taken', look: 'good' },
  LAPSED: { label: 'Lapsed', look: 'neutral' },
  LEFT: { label: 'Left', look: 'neutral' },
  REMOVED: { label: 'Removed', look: 'neutral' },
  CLOSED: { label: 'Closed', look: 'neutral' },
};
const isStatus = (text: string | null): text is WaitlistEntryStatus => text !== null && Object.hasOwn(STATUSES, text);

/** Who waits for tickets of an event, in order, filtered and paged by the address. */
export function WaitlistEntries() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const status = search.get('status');
  const variables = { id, filter: { status: isStatus(status) ? status : undefined }, ...pageArguments(search) };
  const [{ data, error }, reload] = useQuery({ query: EntriesQuery, variables });
  const list = data?.waitlistEntries;
  usePageTitle('Waitlist');
  return (
    <>
      <div>
        <Link to={`/admin/events/${id}`}>{data?.event?.title ?? 'The event'}</Link>
        <h1>Waitlist</h1>
      </div>
      <FilterForm label="Search the waitlist">
        <SelectField label="Status" name="status" defaultValue={status ?? ''}>
          <option value="">Any</option>
          {Object.entries(STATUSES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      </FilterForm>
      {error && <Failure error={error} retry={() => reload({ requestPolicy: 'network-only' })} />}
      {!list && !error && <Loading />}
      {list?.edges.length === 0 && (
        <Empty title={search.size > 0 ? 'Nobody fits the search' : 'Nobody waits yet'}>
          People can join as soon as a ticket type is sold out.
        </Empty>
      )}
      {list && list.edges.length > 0 && (
        <>
          <div className="card">
            <EntryTable
              entries={list.edges.map(({ node }) => node)}
              timeZone={data?.event?.timeZone}
              onRemoved={() => reload({ requestPolicy: 'network-only' })}
            />
          </div>
          <Pager pageInfo={list.pageInfo} total={list.totalCount} />
        </>
      )}
    </>
  );
}

interface EntryTableProps {
  readonly entries: readonly Entry[];
  readonly timeZone?: string;
  readonly onRemoved: () => void;
}

function EntryTable({ entries, timeZone, onRemoved }: EntryTableProps) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<Entry>();
  return (
    <>
      <div className="table-frame">
        <table className="table">
          <caption className="visually-hidden">Who waits, in the order of joining</caption>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                Place
              </th>
              <th scope="col">Name</th>
              <th scope="col">Ticket</th>
              <th scope="col">Wants</th>
              <th scope="col">Status</th>
              <th scope="col">Joined</th>
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <tr key={entry.id}>
                <td className="numeric">{entry.place}</td>
                <td>
                  {entry.name}
                  <div className="soft">{entry.email}</div>
                </td>
                <td>{entry.ticketType.name}</td>
                <td>
                  {entry.quantity}
                  {entry.quantity > 1 && (
                    <div className="soft moment">{entry.acceptFewer ? 'or fewer' : 'all or none'}</div>
                  )}
                </td>
                <td>
                  <span className={`badge ${STATUSES[entry.status].look}`}>{STATUSES[entry.status].label}</span>
                  {entry.status === 'OFFERED' && entry.offerExpiresAt && (
                    <div className="soft">
                      {entry.offered} until {formatTime(entry.offerExpiresAt, timeZone)}
                    </div>
                  )}
                </td>
                <td className="moment">{formatTime(entry.joinedAt)}</td>
                <td>
                  {viewer.can('tickets:write') && (entry.status === 'WAITING' || entry.status === 'OFFERED') && (
                    <Button aria-label={`Remove ${entry.name}`} onClick={() => setAsked(entry)}>
                      Remove
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked && <RemoveDialog entry={asked} onRemoved={onRemoved} onClose={() => setAsked(undefined)} />}
    </>
  );
}

interface RemoveDialogProps {
  readonly entry: Entry;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

function RemoveDialog({ entry, onRemoved, onClose }: RemoveDialogProps) {
  const [, remove] = useMutation(RemoveMutation);
  return (
    <ConfirmAct
      title={`Remove ${entry.name}?`}
      action="Remove"
      act={() => remove({ id: entry.id })}
      onDone={onRemoved}
      onClose={onClose}
    >
      <p>
        {entry.status === 'OFFERED'
          ? 'What is kept for them goes to the next in line.'
          : 'They lose their place and get no offer.'}
      </p>
    </ConfirmAct>
  );
}
