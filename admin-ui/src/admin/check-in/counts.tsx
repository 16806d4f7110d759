import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { SelectField } from '../../ui/field.tsx';

const ListsQuery = graphql(`
  query CheckInLists($eventId: ID!) {
    checkInLists(eventId: $eventId) {
      id name isDefault expected checkedIn
      counts { expected checkedIn ticketType { id name } }
    }
  }
`);

const LOOK_MS = 10_000;

interface ListChoiceProps {
  readonly eventId: string;
  readonly listId: string;
  readonly onChange: (listId: string) => void;
  /** Counts scans: a new number asks anew at once. */
  readonly scans: number;
}

/** Where the scanner stands, and how many are in, kept up to date. */
export function ListChoice({ eventId, listId, onChange, scans }: ListChoiceProps) {
  const [{ data }, reload] = useQuery({ query: ListsQuery, variables: { eventId } });
  useEffect(() => {
    const look = () => reload({ requestPolicy: 'network-only' });
    if (scans > 0) look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [reload, scans]);
  const lists = data?.checkInLists ?? [];
  const list = lists.find(({ id }) => id === listId);
  return (
    <div className="stack">
      {lists.length > 1 && (
        <SelectField label="Check-in list" value={listId} onChange={event => onChange(event.target.value)}>
          {lists.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {list && (
        <div className="door-counts" role="status">
          <strong className="numeric">
            {list.checkedIn} of {list.expected}
          </strong>
          <span className="soft"> checked in</span>
          {list.counts.length > 1 && (
            <ul className="plain-list">
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
        </div>
      )}
    </div>
  );
}
