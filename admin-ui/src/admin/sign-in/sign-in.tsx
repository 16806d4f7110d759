import { useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { codeOf, Failure, faultOf } from '../../ui/states.tsx';
import { ForgotPassword } from './forgot-password.tsx';
import { fieldsOf, WayInFrame } from './way-in.tsx';

const LoginMutation = graphql(`
  mutation Login($email: String!, $password: String!) {
    login(email: $email, password: $password) {
      __typename
      ... on AuthTokens { accessToken expiresIn }
      ... on TwoFactorChallenge { challengeToken }
    }
  }
`);

const CompleteMutation = graphql(`
  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {
    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }
  }
`);

type Step = { readonly name: 'password' | 'forgotten' } | { readonly name: 'code'; readonly challengeToken: string };

/** The way in: address and password, then a code for those who have set up a second factor. */
export function SignIn() {
  const [step, setStep] = useState<Step>({ name: 'password' });
  const again = () => setStep({ name: 'password' });
  if (step.name === 'forgotten') return <ForgotPassword onBack={again} />;
  if (step.name === 'code') return <CodeStep challengeToken={step.challengeToken} onBack={again} />;
  return (
    <PasswordStep
      onChallenge={challengeToken => setStep({ name: 'code', challengeToken })}
      onForgotten={() => setStep({ name: 'forgotten' })}
    />
  );
}

interface PasswordStepProps {
  readonly onChallenge: (challengeToken: string) => void;
  readonly onForgotten: () => void;
}

function PasswordStep({ onChallenge, onForgotten }: PasswordStepProps) {
  const { signedIn } = useSession();
  const [{ fetching, error }, login] = useMutation(LoginMutation);
  return (
    <WayInFrame title="Sign in">
      <form
        className="stack"
        onSubmit={async event => {
          const { data } = await login(fieldsOf(event, 'email', 'password'));
          if (data?.login.__typename === 'AuthTokens') signedIn(data.login);
          if (data?.login.__typename === 'TwoFactorChallenge') onChallenge(data.login.challengeToken);
        }}
      >
        {error && <Failure error={error} />}
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          fault={faultOf(error, 'email')}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          fault={faultOf(error, 'password')}
        />
        <Button type="submit" look="primary" busy={fetching}>
          Sign in
        </Button>
      </form>
      <div className="row between">
        <Link to="/admin/register">Create an account</Link>
        <Button className="quiet" onClick={onForgotten}>
          Forgot your password?
        </Button>
      </div>
    </WayInFrame>
  );
}

function CodeStep({ challengeToken, onBack }: { readonly challengeToken: string; readonly onBack: () => void }) {
  const { signedIn } = useSession();
  const [{ fetching, error }, complete] = useMutation(CompleteMutation);
  const expired = codeOf(error) === 'CHALLENGE_EXPIRED';
  return (
    <WayInFrame title="Enter your code">
      <form
        className="stack"
        onSubmit={async event => {
          const { data } = await complete({ challengeToken, ...fieldsOf(event, 'code') });
          if (data) signedIn(data.completeTwoFactorLogin);
        }}
      >
        {error && <Failure error={error} />}
        <TextField
          label="Code"
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          disabled={expired}
          hint="Six digits from your authenticator app, or one of your recovery codes."
          fault={faultOf(error, 'code')}
        />
        <Button type="submit" look="primary" busy={fetching} disabled={expired}>
          Continue
        </Button>
        <Button onClick={onBack}>Start again</Button>
      </form>
    </WayInFrame>
  );
}
