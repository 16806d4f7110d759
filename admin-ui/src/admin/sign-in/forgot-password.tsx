import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Failure, faultOf } from '../../ui/states.tsx';
import { fieldsOf, WayInFrame } from './way-in.tsx';

const RequestMutation = graphql(`
  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }
`);

/** Asks for a link to set a new password. The answer is the same for every address. */
export function ForgotPassword({ onBack }: { readonly onBack: () => void }) {
  const [{ data, fetching, error }, request] = useMutation(RequestMutation);
  return (
    <WayInFrame title="Set a new password">
      {data ? (
        <p role="status" className="notice good">
          If there is an account at this address, a link is on its way. It works once, for an hour.
        </p>
      ) : (
        <form className="stack" onSubmit={event => void request(fieldsOf(event, 'email'))}>
          {error && <Failure error={error} />}
          <TextField
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            required
            hint="We send you a link to set a new password."
            fault={faultOf(error, 'email')}
          />
          <Button type="submit" look="primary" busy={fetching}>
            Send the link
          </Button>
        </form>
      )}
      <Button onClick={onBack}>Back to sign-in</Button>
    </WayInFrame>
  );
}
