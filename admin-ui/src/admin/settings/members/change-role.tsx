import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { faultOf } from '../../../ui/states.tsx';
import { isRole } from '../../viewer/roles.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { type ShownMember } from './members.tsx';
import { RoleField } from './role-field.tsx';

const ChangeMutation = graphql(`
  mutation ChangeMemberRole($membershipId: ID!, $role: Role!) {
    changeMemberRole(membershipId: $membershipId, role: $role) { id role }
  }
`);

/** Gives a member another role. */
export function ChangeRole({ member, onClose }: { readonly member: ShownMember; readonly onClose: () => void }) {
  const viewer = useViewer();
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const confirm = async (form: FormData) => {
    const role = form.get('role');
    if (!isRole(role)) return;
    const { data } = await change({ membershipId: member.id, role });
    if (data) onClose();
  };
  return (
    <Confirm
      {...{
        title: `The role of ${member.user.name}`,
        action: 'Change',
        look: 'primary',
        busy: fetching,
        error,
        onClose,
      }}
      onConfirm={form => void confirm(form)}
    >
      <RoleField viewerRole={viewer.role} defaultValue={member.role} fault={faultOf(error, 'role')} />
    </Confirm>
  );
}
