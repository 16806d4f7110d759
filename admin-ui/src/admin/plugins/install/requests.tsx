import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { BackgroundRequests } from './background-requests.tsx';
import { ComponentFields } from './component-fields.tsx';
import { requestsOf } from './permissions.ts';

type Version = Pick<
  NonNullable<PluginPageQuery['plugin']>['versions'][number],
  'permissions' | 'network' | 'manifest' | 'extensions' | 'schedules' | 'secrets'
>;

/** All that a version of a plugin may do once it is installed, in words. */
export function Requests({ version }: { readonly version: Version }) {
  const entries = requestsOf(version);
  return (
    <>
      {entries.length + version.schedules.length + version.secrets.length > 0 && (
        <ul className="permission-list">
          {entries.map(({ key, text, code }) => (
            <li key={key}>
              {text} <code className="soft">{code}</code>
            </li>
          ))}
          <BackgroundRequests schedules={version.schedules} secrets={version.secrets} />
        </ul>
      )}
      <ComponentFields components={version.extensions} />
      {version.permissions.length === 0 && <p className="soft">It reads and changes none of your data.</p>}
      {version.network.length === 0 && <p className="soft">It reaches no host on the internet.</p>}
    </>
  );
}
