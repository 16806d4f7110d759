import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import type { PublishPluginMutation } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { usePageTitle } from '../../../ui/page-title.ts';
import { codeOf, Failure, NotAllowed } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { Issues } from '../plugin/issues.tsx';

const PublishMutation = graphql(`
  mutation PublishPlugin($bundle: Upload!) {
    publishPlugin(bundle: $bundle) {
      plugin { id name }
      version { version status }
      supergraphRelease
      warnings { path message }
    }
  }
`);

const context = { additionalTypenames: ['Plugin'] };

/** Publishes a version of a plugin from a built bundle. */
export function PublishPage() {
  usePageTitle('Publish a plugin');
  const viewer = useViewer();
  const [{ data, error, fetching }, publish] = useMutation(PublishMutation);
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const bundle = new FormData(form).get('bundle');
    const isFile = bundle instanceof File && bundle.size > 0;
    setMissing(!isFile);
    if (!isFile) return;
    const result = await publish({ bundle }, context);
    if (result.data) form.reset();
  };
  return (
    <>
      <div>
        <Link to="/admin/plugins">Plugins</Link>
        <h1>Publish a plugin</h1>
      </div>
      {!viewer.can('plugins:publish') && <NotAllowed />}
      {viewer.can('plugins:publish') && (
        <form className="card stack plugin-settings" noValidate onSubmit={submit}>
          <p>
            Build the bundle with <code>ticketbase-plugin build</code>. A version that is published never changes; the
            next one needs a higher version in <code>plugin.json</code>.
          </p>
          <TextField
            label="Bundle"
            name="bundle"
            type="file"
            accept=".zip,application/zip"
            required
            hint="The zip archive that the build made."
            fault={missing ? 'Choose a file.' : undefined}
          />
          <span>
            <Button type="submit" look="primary" busy={fetching}>
              Publish
            </Button>
          </span>
          {error && <Failure error={error} />}
          {error && <Issues error={error} />}
          {error && codeOf(error) && (
            <p className="soft">
              Nothing was published. Code: <code>{codeOf(error)}</code>
            </p>
          )}
          <div role="status">{data && !fetching && <Published publication={data.publishPlugin} />}</div>
        </form>
      )}
    </>
  );
}

function Published({ publication }: { readonly publication: PublishPluginMutation['publishPlugin'] }) {
  const { plugin, version, warnings, supergraphRelease } = publication;
  const link = (
    <Link to={`/admin/plugins/${plugin.id}`}>
      {plugin.name} {version.version}
    </Link>
  );
  return (
    <div className="notice good stack">
      {version.status === 'PUBLISHED' ? (
        <p>
          {link} is published{supergraphRelease && `, and its actions are in the schema (release ${supergraphRelease})`}
          .
        </p>
      ) : (
        <p>
          {link} was submitted. It can be installed once an operator has{' '}
          <Link to={`/admin/plugins/${plugin.id}/version?number=${version.version}`}>reviewed it</Link>.
        </p>
      )}
      {warnings.length > 0 && (
        <ul className="permission-list" aria-label="Warnings">
          {warnings.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
