import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { MembersQuery, Role } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { roleName, rolesUpTo } from '../../viewer/roles.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { ChangeRole } from './change-role.tsx';
import { Invitations } from './invitations.tsx';

const MembersDocument = graphql(`
  query Members($first: Int, $after: String, $last: Int, $before: String) {
    viewerOrganization {
      id
      members(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
        edges { node { id role createdAt user { id name email lastActiveAt twoFactorEnabled } } }
      }
    }
  }
`);

const RemoveMutation = graphql(
  `mutation RemoveMember($membershipId: ID!) { removeMember(membershipId: $membershipId) }`,
);

type Connection = NonNullable<MembersQuery['viewerOrganization']>['members'];

/** A member as the list shows one. */
export type ShownMember = Connection['edges'][number]['node'];

const context = { additionalTypenames: ['Membership'] };

/** The organization's people and those who are invited. */
export function Members() {
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [{ data, error }, retry] = useQuery({ query: MembersDocument, variables: pageArguments(search), context });
  const members = data?.viewerOrganization?.members;
  return (
    <>
      {error && <Failure error={error} retry={retry} />}
      {!members && !error && <Loading />}
      {members && <MemberTable members={members} />}
      {viewer.can('members:manage') && <Invitations />}
    </>
  );
}

function MemberTable({ members }: { readonly members: Connection }) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<{ readonly what: 'role' | 'remove'; readonly member: ShownMember }>();
  const close = () => setAsked(undefined);
  const canManage = viewer.can('members:manage');
  const isWithinReach = (role: Role) => rolesUpTo(viewer.role).some(entry => entry.role === role);
  return (
    <section className="card stack" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Two-factor sign-in</th>
              <th scope="col">Last active</th>
              {canManage && (
                <th scope="col">
                  <span className="visually-hidden">Change</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.edges.map(({ node }) => (
              <tr key={node.id}>
                <td>
                  {node.user.name} {node.user.id === viewer.id && <span className="badge neutral">You</span>}
                  <div className="soft">{node.user.email}</div>
                </td>
                <td>{roleName(node.role)}</td>
                <td>{node.user.twoFactorEnabled ? 'On' : 'Off'}</td>
                <td className="moment">{node.user.lastActiveAt ? formatTime(node.user.lastActiveAt) : '–'}</td>
                {canManage && (
                  <td>
                    {node.user.id !== viewer.id && isWithinReach(node.role) && (
                      <span className="row tight">
                        <Button
                          aria-label={`Change the role of ${node.user.name}`}
                          onClick={() => setAsked({ what: 'role', member: node })}
                        >
                          Role
                        </Button>
                        <Button
                          look="danger"
                          aria-label={`Remove ${node.user.name}`}
                          onClick={() => setAsked({ what: 'remove', member: node })}
                        >
                          Remove
                        </Button>
                      </span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager pageInfo={members.pageInfo} total={members.totalCount} />
      {asked?.what === 'role' && <ChangeRole member={asked.member} onClose={close} />}
      {asked?.what === 'remove' && <RemoveDialog member={asked.member} onClose={close} />}
    </section>
  );
}

function RemoveDialog({ member, onClose }: { readonly member: ShownMember; readonly onClose: () => void }) {
  const [, remove] = useMutation(RemoveMutation);
  return (
    <ConfirmAct
      title={`Remove ${member.user.name}?`}
      action="Remove"
      act={() => remove({ membershipId: member.id }, context)}
      onClose={onClose}
    >
      <p>They are signed out here, and their API tokens and the invitations they sent end.</p>
    </ConfirmAct>
  );
}
