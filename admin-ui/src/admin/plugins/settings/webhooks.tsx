import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Failure } from '../../../ui/states.tsx';

const WebhooksQuery = graphql(`
  query PluginWebhooks { installedPlugins { id webhooks { name url } } }
`);

const RotateMutation = graphql(`
  mutation RotateWebhookAddresses($id: ID!) { rotateWebhookAddresses(installationId: $id) { id webhooks { name url } } }
`);

/** The addresses at which outside services tell the plugin of things; nothing for a plugin that has none. */
export function Webhooks({ installationId }: { readonly installationId: string }) {
  const [{ data, error }] = useQuery({ query: WebhooksQuery });
  const [, rotate] = useMutation(RotateMutation);
  const [asked, setAsked] = useState(false);
  const webhooks = data?.installedPlugins.find(({ id }) => id === installationId)?.webhooks ?? [];
  if (error) return <Failure error={error} />;
  if (webhooks.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="webhooks">
      <h2 id="webhooks">Addresses for outside services</h2>
      <p className="soft">Give each to the service that it is for. Whoever knows an address can call it.</p>
      {webhooks.map(({ name, url }) => (
        <div key={name} className="stack" style={{ gap: '0.4rem' }}>
          <h3>{name}</h3>
          <div className="row">
            <code className="hash">{url}</code>
            <CopyButton text={url} label="Copy" />
          </div>
        </div>
      ))}
      <span>
        <Button onClick={() => setAsked(true)}>Make new addresses</Button>
      </span>
      {asked && (
        <ConfirmAct
          title="Make new addresses?"
          action="Make new addresses"
          act={() => rotate({ id: installationId })}
          onClose={() => setAsked(false)}
        >
          <p>The old ones stop working at once. Give the new ones to the services that call.</p>
        </ConfirmAct>
      )}
    </section>
  );
}
