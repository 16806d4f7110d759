import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Failure } from '../../ui/states.tsx';
import { forgetDoors } from '../check-in/offline/device-store.ts';
import { useViewer } from '../viewer/viewer.tsx';

const LogoutMutation = graphql(`mutation Logout { logout }`);

const SwitchMutation = graphql(`
  mutation SwitchOrganization($organizationId: ID!) {
    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }
  }
`);

/** Who is signed in, the way to their other organizations, and the way out. */
export function Account() {
  const viewer = useViewer();
  const { signedIn, signedOut } = useSession();
  const navigate = useNavigate();
  const [leaving, logout] = useMutation(LogoutMutation);
  const [switching, switchTo] = useMutation(SwitchMutation);

  const leave = async () => {
    const { error } = await logout({});
    // The cookie lives on if the server was not reached: saying "signed out" would be untrue then.
    if (error?.networkError) return;
    // What was kept to scan without a network names people: it goes with whoever might see them.
    await forgetDoors();
    signedOut();
    navigate('/admin');
  };
  const change = async (organizationId: string) => {
    const { data } = await switchTo({ organizationId });
    if (!data) return;
    navigate('/admin');
    signedIn(data.switchOrganization);
  };

  const error = leaving.error?.networkError ? leaving.error : switching.error;
  return (
    <div className="admin-account stack">
      {viewer.organizations.length > 1 && (
        <SelectField
          label="Organization"
          value={viewer.organization?.id}
          disabled={switching.fetching}
          onChange={event => void change(event.currentTarget.value)}
        >
          {viewer.organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div>
        <span className="visually-hidden">Signed in as </span>
        <strong>{viewer.name}</strong>
        <div className="soft admin-email">{viewer.email}</div>
      </div>
      {error && <Failure error={error} />}
      <Button busy={leaving.fetching} onClick={() => void leave()}>
        Sign out
      </Button>
    </div>
  );
}
