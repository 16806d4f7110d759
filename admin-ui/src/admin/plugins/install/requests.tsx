import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { BackgroundRequests } from './background-requests.tsx';
import { ComponentFields } from './component-fields.tsx';
import { hookInWords, manifestRequests, scopeInWords, TARGETS } from './permissions.ts';

type Version = NonNullable<PluginPageQuery['plugin']>['latest'];

/** All that a version of a plugin may do once it is installed, in words. */
export function Requests({ version }: { readonly version: Version }) {
  const { hooks, webhooks } = manifestRequests(version.manifest);
  const publicActions = version.actions.filter(action => action.public);
  const entries = [
    ...version.permissions.map(scope => ({ key: scope, text: scopeInWords(scope), code: scope })),
    ...version.network.map(host => ({ key: host, text: 'Send and receive data over the internet:', code: host })),
    ...hooks.map(hook => ({ key: hook, text: `Is told when ${hookInWords(hook)}.`, code: hook })),
    ...webhooks.map(name => ({ key: `webhook-${name}`, text: 'Is called from outside by its webhook', code: name })),
    ...version.extensions.map(({ target, component }) => ({
      key: `${target}-${component}`,
      text: `Shows something ${TARGETS[target]}.`,
      code: component,
    })),
    ...publicActions.map(({ name }) => ({ key: `action-${name}`, text: 'Answers your buyers:', code: name })),
  ];
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
