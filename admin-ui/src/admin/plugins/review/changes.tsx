import type { PluginVersionPageQuery } from '../../../generated/graphql.ts';
import { scopeInWords } from '../install/permissions.ts';

type Review = NonNullable<NonNullable<NonNullable<PluginVersionPageQuery['plugin']>['version']>['review']>;

/** What differs from the version before: first what it may do beyond that one, then its manifest. */
export function Changes({ review }: { readonly review: Review }) {
  const { previousVersion, addedPermissions, addedHosts, addedFields, changes } = review;
  const widened = [
    ...addedPermissions.map(scope => ({ key: scope, text: scopeInWords(scope) })),
    ...addedHosts.map(host => ({ key: host, text: 'It may send and receive data there.' })),
    ...addedFields.map(field => ({ key: field, text: 'Its components are given this field.' })),
  ];
  return (
    <section className="card stack" aria-labelledby="changes">
      <h3 id="changes">{previousVersion ? `Changed since ${previousVersion}` : 'The first version'}</h3>
      {widened.length === 0 && (
        <p className="soft">
          {previousVersion ? 'It may do nothing that that one might not.' : 'It asks for nothing.'}
        </p>
      )}
      {widened.length > 0 && (
        <ul className="permission-list" aria-label="What it may do beyond that">
          {widened.map(({ key, text }) => (
            <li key={key}>
              <code>{key}</code> {text}
            </li>
          ))}
        </ul>
      )}
      <details open={previousVersion != null && changes.length <= 20}>
        <summary>
          plugin.json: {changes.length} {changes.length === 1 ? 'difference' : 'differences'}
        </summary>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Before</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, before, after }) => (
                <tr key={path}>
                  <td>
                    <code>{path}</code>
                  </td>
                  <td>{before != null && <code className="manifest-value">{JSON.stringify(before)}</code>}</td>
                  <td>{after != null && <code className="manifest-value">{JSON.stringify(after)}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
