import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import type { ReviewDecision } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { formatDay } from '../../../ui/time.ts';
import { NothingHere } from '../../layout/nothing-here.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { Requests } from '../install/requests.tsx';
import { VERSION_STATUS } from '../plugin/version-status.ts';
import { Changes } from './changes.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { Files, Findings } from './findings.tsx';

const VersionQuery = graphql(`
  query PluginVersionPage($id: ID!, $version: String!) {
    plugin(id: $id) {
      id name
      version(version: $version) {
        version status submittedAt publishedAt integrity permissions network manifest
        requests { kind name } secrets { name title withheld hosts }
        actions { name description mutationField signature public input }
        extensions { target component fields { type field description scope } }
        review {
          previousVersion addedPermissions addedHosts addedFields note bundleUrl
          changes { path before after }
          findings { severity code file line message }
          files { name bytes }
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Plugin', 'PluginVersion'] };

/** What one version is reviewed by, and what came of it: operators decide here, its publisher reads. */
export function VersionPage() {
  const { id = '' } = useParams();
  // Not in the path, where a number with dots looks like the name of a file.
  const [search] = useSearchParams();
  const number = search.get('number') ?? '';
  const viewer = useViewer();
  const [decision, setDecision] = useState<ReviewDecision>();
  const [{ data, error }, retry] = useQuery({ query: VersionQuery, variables: { id, version: number }, context });
  if (error && !data) return <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading rows={5} />;
  const version = data.plugin?.version;
  if (!version) return <NothingHere />;
  const { review } = version;
  return (
    <>
      <div className="row between">
        <div className="row">
          <h2>Version {version.version}</h2>
          <span className={`badge ${VERSION_STATUS[version.status].look}`}>{VERSION_STATUS[version.status].label}</span>
        </div>
        {viewer.isOperator && version.status === 'SUBMITTED' && (
          <div className="row">
            <Button look="primary" onClick={() => setDecision('APPROVE')}>
              Approve
            </Button>
            <Button onClick={() => setDecision('REJECT')}>Reject</Button>
          </div>
        )}
        {viewer.isOperator && version.status === 'PUBLISHED' && (
          <Button onClick={() => setDecision('DEPRECATE')}>Deprecate</Button>
        )}
      </div>
      {review?.note && (
        <div className={`notice ${version.status === 'REJECTED' ? 'bad' : 'info'} stack`}>
          <strong>What the reviewer wrote</strong>
          <p style={{ whiteSpace: 'pre-line' }}>{review.note}</p>
        </div>
      )}
      <div className="card">
        <Facts>
          <Fact name="Submitted">{formatDay(version.submittedAt)}</Fact>
          <Fact name="Published">{version.publishedAt && formatDay(version.publishedAt)}</Fact>
          <Fact name="Its files by hash">
            <code className="hash">{version.integrity}</code>
          </Fact>
        </Facts>
      </div>
      {review && (
        <>
          <Findings findings={review.findings} />
          <Changes review={review} />
          <Files files={review.files} bundleUrl={review.bundleUrl} />
        </>
      )}
      <section className="card stack" aria-labelledby="asks">
        <h3 id="asks">All that it may do</h3>
        <Requests version={version} />
      </section>
      <span>
        <Link to={viewer.isOperator ? '/admin/plugins/review' : `/admin/plugins/${id}`}>Back</Link>
      </span>
      {decision && (
        <DecisionDialog
          pluginId={id}
          version={version.version}
          decision={decision}
          onClose={() => setDecision(undefined)}
        />
      )}
    </>
  );
}
