import { Link } from 'react-router';
import { formatTime } from '../../ui/time.ts';
import { consentGiven } from './consent-given.ts';

/** An entry of the activity log, as lists show it. */
export interface ActivityEntry {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly occurredAt: string;
  readonly changed: readonly string[];
  /** Further facts; entries of one event have none that lists show. */
  readonly details?: unknown;
  readonly requestId: string;
  readonly actor: {
    readonly kind: string;
    readonly id?: string | null;
    readonly user?: { readonly name: string } | null;
  };
  readonly subject: { readonly type: string; readonly id?: string | null; readonly label?: string | null };
}

/** Entries of the activity log: what, by whom, when, to what. */
export function ActivityTable({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">When</th>
            <th scope="col">Which</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={entry.id}>
              <td>
                {entry.summary}
                <div className="soft">
                  <code>{entry.name}</code>
                  {entry.changed.length > 0 && ` changed ${entry.changed.join(', ')}`}
                </div>
                <Consent given={consentGiven(entry.details)} />
              </td>
              <td>{actorName(entry.actor)}</td>
              <td className="moment" title={`Request ${entry.requestId}`}>
                {formatTime(entry.occurredAt)}
              </td>
              <td>
                <Subject {...entry.subject} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Consent({ given }: { readonly given: readonly string[] }) {
  if (given.length === 0) return null;
  return (
    <details className="soft">
      <summary>{given.length === 1 ? 'Consented to one thing' : `Consented to ${given.length} things`}</summary>
      <ul>
        {given.map(each => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  user: 'Someone who has left',
  'api-token': 'API token',
  plugin: 'Plugin',
  service: 'TicketBase',
  anonymous: 'Guest',
};

const actorName = ({ kind, user }: ActivityEntry['actor']): string => user?.name ?? KINDS[kind] ?? kind;

function Subject({ type, id, label }: ActivityEntry['subject']) {
  const text = label ?? type;
  if (id && type === 'Event') return <Link to={`/admin/events/${id}`}>{text}</Link>;
  if (id && type === 'Order') return <Link to={`/admin/orders/${id}`}>{text}</Link>;
  return <>{text}</>;
}
