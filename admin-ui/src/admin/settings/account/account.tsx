import { Password } from './password.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { TwoFactor } from './two-factor.tsx';

/** The viewer's own account: name, password, second factor, sessions. */
export function Account() {
  return (
    <>
      <Profile />
      <Password />
      <TwoFactor />
      <Sessions />
    </>
  );
}
