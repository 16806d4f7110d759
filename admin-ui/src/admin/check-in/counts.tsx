import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useLive } from '../../session/use-live.ts';
import { SelectField } from '../../ui/field.tsx';

const ListsQuery = graphql(`
  query CheckInLists($eventId: ID!) {
    checkInLists(eventId: $eventId) {
      id name isDefault expected checkedIn
      counts { expected checkedIn ticketType { id name } }
    }
  }
`);

const LiveCounts = graphql(`
  subscription LiveCheckIns($eventId: ID!) {
    checkIns(eventId: $eventId) {
      lists {
        id name isDefault expected checkedIn
        counts { expected checkedIn ticketType { id name } }
      }
    }
  }
`);

/** Between two looks where nobody tells. */
const LOOK_MS = 10_000;

interface ListChoiceProps {
  readonly eventId: string;
  readonly listId: string;
  readonly onChange: (listId: string) => void;
}

/** Where the scanner stands; a choice where the event has more than its door. */
export function ListChoice({ eventId, listId, onChange }: ListChoiceProps) {
  const [{ data }] = useQuery({ query: ListsQuery, variables: { eventId } });
  const lists = data?.checkInLists ?? [];
  if (lists.length < 2) return null;
  return (
    <SelectField label="Check-in list" value={listId} onChange={event => onChange(event.target.value)}>
      {lists.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface CountsProps {
  readonly eventId: string;
  readonly listId: string;
  /** Counts scans: a new number asks anew at once. */
  readonly scans: number;
}

/** How many are in, of how many, kept up to date. */
export function Counts({ eventId, listId, scans }: CountsProps) {
  const [{ data }, reload] = useQuery({ query: ListsQuery, variables: { eventId } });
  const { data: told, live } = useLive(LiveCounts, { eventId });
  useEffect(() => {
    if (live) return;
    const look = () => reload({ requestPolicy: 'network-only' });
    if (scans > 0) look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [reload, scans, live]);
  const lists = live ? told?.checkIns.lists : data?.checkInLists;
  const list = lists?.find(({ id }) => id === listId);
  if (!list) return null;
  return (
    <section className="card door-counts" aria-label="Checked in so far">
      <strong className="numeric">
        {list.checkedIn} of {list.expected}
      </strong>
      <span className="soft"> checked in</span>
      {list.counts.length > 1 && (
        <ul>
          {list.counts.map(({ ticketType, checkedIn, expected }) => (
            <li key={ticketType.id} className="row between">
              <span>{ticketType.name}</span>
              <span className="numeric">
                {checkedIn} of {expected}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
