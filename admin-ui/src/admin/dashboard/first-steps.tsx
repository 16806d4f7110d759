import { Link } from 'react-router';
import { Empty } from '../../ui/states.tsx';
import { useViewer } from '../viewer/viewer.tsx';

/** The way from nothing to the first sale. */
export function FirstSteps() {
  const viewer = useViewer();
  return (
    <>
      <h1>Welcome, {viewer.name}</h1>
      {viewer.can('events:write') ? (
        <section className="card stack">
          <h2>How to sell the first ticket</h2>
          <ol className="stack first-steps">
            <li>
              <strong>Create an event</strong> with its time, place and ticket types. It begins as a draft.
            </li>
            <li>
              <strong>Install a way to pay</strong> among the plugins, unless its tickets are free.
            </li>
            <li>
              <strong>Publish it</strong>, and share the link of its page.
            </li>
          </ol>
          <div className="row">
            <Link className="button primary" to="/admin/events/new">
              Create an event
            </Link>
            {viewer.can('plugins:read') && (
              <Link className="button plain" to="/admin/plugins">
                See the plugins
              </Link>
            )}
          </div>
        </section>
      ) : (
        <Empty title="No events yet">They show up here once someone creates one.</Empty>
      )}
    </>
  );
}
