import { useState } from 'react';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { usePageTitle } from '../../../ui/page-title.ts';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { CodeBlock } from '../plugin/code-block.tsx';
import { type Client, clientsOf } from './clients.ts';

const OperationsQuery = graphql(`
  query RegisteredOperations { registeredOperations { client name document forServer registeredAt } }
`);

const ForgetMutation = graphql(`
  mutation ForgetClient($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }
`);

const context = { additionalTypenames: ['ClientOperation'] };

/** What clients of the organization run, which no publication of a plugin may break. */
export function OperationsPage() {
  usePageTitle('Clients');
  const viewer = useViewer();
  const [{ data, error }, retry] = useQuery({ query: OperationsQuery, context });
  const [forgotten, setForgotten] = useState<Client>();
  const clients = clientsOf(data?.registeredOperations ?? []);
  return (
    <>
      <div>
        <Link to="/admin/plugins">Plugins</Link>
        <h1>Clients</h1>
      </div>
      <p className="soft">
        What programs of yours ask the server. A new version of a plugin that you have installed is refused if it would
        break one of them. A program registers all it asks with <code>registerOperations</code>, for example when it is
        built.
      </p>
      {error && <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && clients.length === 0 && <Empty title="No client has registered its operations" />}
      {clients.map(client => (
        <section key={client.key} className="card stack" aria-labelledby={client.key}>
          <div className="row between">
            <h2 id={client.key}>
              {client.name} {client.forServer && <span className="badge neutral">The server’s own</span>}
            </h2>
            {(!client.forServer || viewer.isOperator) && (
              <Button look="danger" aria-label={`Forget ${client.name}`} onClick={() => setForgotten(client)}>
                Forget
              </Button>
            )}
          </div>
          <p className="soft">Registered {formatTime(client.registeredAt)}</p>
          <ul className="permission-list">
            {client.operations.map(({ name, document }) => (
              <li key={name}>
                <details>
                  <summary>
                    <code>{name}</code>
                  </summary>
                  <CodeBlock label={`The operation ${name}`} text={document} />
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {forgotten && <ForgetDialog client={forgotten} onClose={() => setForgotten(undefined)} />}
    </>
  );
}

function ForgetDialog({ client, onClose }: { readonly client: Client; readonly onClose: () => void }) {
  const [, forget] = useMutation(ForgetMutation);
  const { name, forServer } = client;
  return (
    <ConfirmAct
      title={`Forget ${name}?`}
      action="Forget"
      act={() => forget({ input: { client: name, documents: [], forServer } }, context)}
      onClose={onClose}
    >
      <p>New versions of plugins may break what it asks, until it registers again.</p>
    </ConfirmAct>
  );
}
