import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { InvitationsQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { codeOf, Failure, faultOf, Loading, messageOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { formatTime } from '../../../ui/time.ts';
import { isRole, roleName } from '../../viewer/roles.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { RoleField } from './role-field.tsx';

const InvitationsDocument = graphql(`query Invitations { invitations { id email role expiresAt } }`);

const InviteMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { id email } }
`);

const RevokeMutation = graphql(`mutation RevokeInvitation($id: ID!) { revokeInvitation(id: $id) }`);

type Invitation = InvitationsQuery['invitations'][number];

const context = { additionalTypenames: ['Invitation'] };

/** Who is invited, and the form to invite someone. */
export function Invitations() {
  const [{ data, error }, retry] = useQuery({ query: InvitationsDocument, context });
  const [revoking, setRevoking] = useState<Invitation>();
  return (
    <section className="card stack" aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      <InviteForm />
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data?.invitations.length === 0 && <p className="soft">No invitation is open.</p>}
      {data && data.invitations.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Email</th>
                <th scope="col">Role</th>
                <th scope="col">Open until</th>
                <th scope="col">
                  <span className="visually-hidden">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.invitations.map(invitation => (
                <tr key={invitation.id}>
                  <td>{invitation.email}</td>
                  <td>{roleName(invitation.role)}</td>
                  <td className="moment">{formatTime(invitation.expiresAt)}</td>
                  <td>
                    <Button
                      look="danger"
                      aria-label={`Withdraw the invitation of ${invitation.email}`}
                      onClick={() => setRevoking(invitation)}
                    >
                      Withdraw
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {revoking && <RevokeDialog invitation={revoking} onClose={() => setRevoking(undefined)} />}
    </section>
  );
}

function InviteForm() {
  const viewer = useViewer();
  const [idempotencyKey, renewKey] = useIdempotencyKey();
  const [{ data, fetching, error }, invite] = useMutation(InviteMutation);
  const isMember = error && codeOf(error) === 'ALREADY_MEMBER' ? messageOf(error) : undefined;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const role = form.get('role');
    if (!isRole(role)) return;
    const { data: invited } = await invite({ input: { email: textOf(form, 'email') ?? '', role, idempotencyKey } });
    if (!invited) return;
    renewKey();
    element.reset();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="columns">
        <TextField
          label="Email"
          name="email"
          type="email"
          required
          autoComplete="off"
          fault={isMember ?? faultOf(error, 'email')}
        />
        <RoleField viewerRole={viewer.role} defaultValue="SUPPORT" fault={faultOf(error, 'role')} />
      </div>
      {error && !isMember && <Failure error={error} />}
      <div role="status">
        {data && !fetching && <p className="notice good">An invitation is on its way to {data.inviteMember.email}.</p>}
      </div>
      <span>
        <Button type="submit" look="primary" busy={fetching}>
          Invite
        </Button>
      </span>
    </form>
  );
}

function RevokeDialog({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const [, revoke] = useMutation(RevokeMutation);
  return (
    <ConfirmAct
      title="Withdraw this invitation?"
      action="Withdraw"
      act={() => revoke({ id: invitation.id }, context)}
      onClose={onClose}
    >
      <p>The link that {invitation.email} got works no more.</p>
    </ConfirmAct>
  );
}
