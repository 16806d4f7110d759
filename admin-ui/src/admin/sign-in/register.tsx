import { Link, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { codeOf, Failure, faultOf, messageOf } from '../../ui/states.tsx';
import { fieldsOf, WayInFrame } from './way-in.tsx';

const RegisterMutation = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) { accessToken expiresIn }
  }
`);

/** Makes an account and the organization that it begins with. */
export function Register() {
  const { signedIn } = useSession();
  const navigate = useNavigate();
  const [{ fetching, error }, register] = useMutation(RegisterMutation);
  const taken = error && codeOf(error) === 'EMAIL_TAKEN' ? messageOf(error) : undefined;
  return (
    <WayInFrame title="Create an account">
      <form
        className="stack"
        onSubmit={async event => {
          const input = fieldsOf(event, 'name', 'email', 'password', 'organizationName');
          const { data } = await register({ input });
          if (!data) return;
          navigate('/admin');
          signedIn(data.register);
        }}
      >
        {error && !taken && <Failure error={error} />}
        <TextField label="Your name" name="name" autoComplete="name" required fault={faultOf(error, 'name')} />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          fault={taken ?? faultOf(error, 'email')}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="At least 10 characters."
          fault={faultOf(error, 'password')}
        />
        <TextField
          label="Organization"
          name="organizationName"
          autoComplete="organization"
          required
          hint="Who holds the events, as buyers know it."
          fault={faultOf(error, 'organizationName')}
        />
        <Button type="submit" look="primary" busy={fetching}>
          Create the account
        </Button>
      </form>
      <Link to="/admin">I have an account already</Link>
    </WayInFrame>
  );
}
