import { Link, useNavigate, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Empty, Failure, faultOf, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { roleName } from '../viewer/roles.ts';
import { fieldsOf, WayInFrame } from './way-in.tsx';

const InvitationQuery = graphql(`
  query Invitation($token: String!) {
    me { id email }
    invitation(token: $token) {
      email
      role
      expiresAt
      organization { id name }
    }
  }
`);

const AcceptMutation = graphql(`
  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {
    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }
  }
`);

/** Where the link of an invitation leads: shows what it offers, and takes it up. */
export function AcceptInvitation() {
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const { signedIn } = useSession();
  const navigate = useNavigate();
  const [{ data, error: unread }, retry] = useQuery({ query: InvitationQuery, variables: { token } });
  const [{ fetching, error }, accept] = useMutation(AcceptMutation);

  if (!data) {
    return (
      <WayInFrame title="Invitation">{unread ? <Failure error={unread} retry={retry} /> : <Loading />}</WayInFrame>
    );
  }
  const { invitation, me } = data;
  if (!invitation) {
    return (
      <WayInFrame title="Invitation">
        <Empty title="This invitation is not open any more">
          <p>It was used, withdrawn or is too old. Ask whoever sent it for another.</p>
        </Empty>
        <Link to="/admin">Go on to TicketBase</Link>
      </WayInFrame>
    );
  }
  const isViewer = me?.email === invitation.email;
  return (
    <WayInFrame title={`Join ${invitation.organization.name}`}>
      <p>
        <strong>{invitation.email}</strong> is invited as <strong>{roleName(invitation.role)}</strong>. The invitation
        is open until {formatTime(invitation.expiresAt)}.
      </p>
      {me && !isViewer && (
        <p className="notice info">
          You are signed in as {me.email}. Taking this up goes on with the account of {invitation.email}.
        </p>
      )}
      <form
        className="stack"
        onSubmit={async event => {
          const { name, password } = fieldsOf(event, 'name', 'password');
          const input = isViewer ? {} : { name: name || undefined, password };
          const { data: accepted } = await accept({ token, input });
          if (!accepted) return;
          navigate('/admin');
          signedIn(accepted.acceptInvitation);
        }}
      >
        {error && <Failure error={error} />}
        {!isViewer && (
          <>
            <TextField
              label="Your name"
              name="name"
              autoComplete="name"
              hint="Needed for a new account only."
              fault={faultOf(error, 'name')}
            />
            <TextField
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              hint="Of your account if you have one; else a new one of at least 10 characters."
              fault={faultOf(error, 'password')}
            />
          </>
        )}
        <Button type="submit" look="primary" busy={fetching}>
          Join
        </Button>
      </form>
    </WayInFrame>
  );
}
