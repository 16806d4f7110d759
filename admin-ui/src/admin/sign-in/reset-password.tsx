import { Link, useSearchParams } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import { fieldsOf, WayInFrame } from './way-in.tsx';

const ResetMutation = graphql(`
  mutation ResetPassword($token: String!, $newPassword: String!) {
    resetPassword(token: $token, newPassword: $newPassword)
  }
`);

/** Where the link of the mail leads: sets a new password, which ends every session. */
export function ResetPassword() {
  const [search] = useSearchParams();
  const { state, signedOut } = useSession();
  const [{ data, fetching, error }, reset] = useMutation(ResetMutation);
  const token = search.get('token') ?? '';

  if (data) {
    return (
      <WayInFrame title="Your password is changed">
        <p role="status">All devices were signed out.</p>
        {/* Whoever was signed in here is so no more. */}
        <Link className="button primary" to="/admin" onClick={state === 'signed-in' ? signedOut : undefined}>
          Sign in
        </Link>
      </WayInFrame>
    );
  }
  return (
    <WayInFrame title="Set a new password">
      {token === '' && (
        <p className="notice bad" role="alert">
          The link is not whole. Open it from the mail again.
        </p>
      )}
      <form className="stack" onSubmit={event => void reset({ token, ...fieldsOf(event, 'newPassword') })}>
        {error && <Failure error={error} />}
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="At least 10 characters."
          fault={faultOf(error, 'newPassword')}
        />
        <Button type="submit" look="primary" busy={fetching} disabled={token === ''}>
          Set the password
        </Button>
      </form>
      <Link to="/admin">Back to sign-in</Link>
    </WayInFrame>
  );
}
