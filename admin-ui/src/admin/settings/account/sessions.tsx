import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { SessionsQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { deviceName } from './device-name.ts';

const SessionsDocument = graphql(`
  query Sessions { sessions { id current createdAt lastUsedAt ip userAgent } }
`);

const RevokeMutation = graphql(`mutation RevokeSession($id: ID!) { revokeSession(id: $id) }`);

type Session = SessionsQuery['sessions'][number];

const context = { additionalTypenames: ['Session'] };

/** Where the viewer is signed in. */
export function Sessions() {
  const [{ data, error }, retry] = useQuery({ query: SessionsDocument, context });
  const [revoking, setRevoking] = useState<Session>();
  return (
    <section className="card stack" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Device</th>
                <th scope="col">Address</th>
                <th scope="col">Signed in</th>
                <th scope="col">Last used</th>
                <th scope="col">
                  <span className="visually-hidden">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.sessions.map(session => (
                <tr key={session.id}>
                  <td className="moment" title={session.userAgent ?? undefined}>
                    {deviceName(session.userAgent)}
                  </td>
                  <td>{session.ip ?? '–'}</td>
                  <td className="moment">{formatTime(session.createdAt)}</td>
                  <td className="moment">{formatTime(session.lastUsedAt)}</td>
                  <td>
                    {session.current ? (
                      <span className="badge">This one</span>
                    ) : (
                      <Button look="danger" onClick={() => setRevoking(session)}>
                        Sign out
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {revoking && <RevokeDialog session={revoking} onClose={() => setRevoking(undefined)} />}
    </section>
  );
}

function RevokeDialog({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const [, revoke] = useMutation(RevokeMutation);
  return (
    <ConfirmAct
      title="Sign this device out?"
      action="Sign out"
      act={() => revoke({ id: session.id }, context)}
      onClose={onClose}
    >
      <p>{deviceName(session.userAgent)} has to sign in again.</p>
    </ConfirmAct>
  );
}
