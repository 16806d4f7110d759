import type { PluginPageQuery, PluginVersionStatus } from '../../../generated/graphql.ts';
import { formatDay } from '../../../ui/time.ts';

const STATUS: Readonly<Record<PluginVersionStatus, { readonly look: string; readonly label: string }>> = {
  PUBLISHED: { look: 'good', label: 'Published' },
  SUBMITTED: { look: 'warn', label: 'Waits for a review' },
  REJECTED: { look: 'bad', label: 'Rejected' },
  DEPRECATED: { look: 'neutral', label: 'Deprecated' },
};

interface VersionsProps {
  readonly versions: NonNullable<PluginPageQuery['plugin']>['versions'];
}

/** The releases that the viewer may see, newest first; publishers and operators see those in review as well. */
export function Versions({ versions }: VersionsProps) {
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Status</th>
              <th scope="col">Submitted</th>
              <th scope="col">Published</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, status, submittedAt, publishedAt }) => (
              <tr key={version}>
                <td>{version}</td>
                <td>
                  <span className={`badge ${STATUS[status].look}`}>{STATUS[status].label}</span>
                </td>
                <td>{formatDay(submittedAt)}</td>
                <td>{publishedAt ? formatDay(publishedAt) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
