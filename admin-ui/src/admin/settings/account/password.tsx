import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';

const ChangeMutation = graphql(`
  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
    changePassword(currentPassword: $currentPassword, newPassword: $newPassword)
  }
`);

/** Sets a new password, and ends the viewer's other sessions. */
export function Password() {
  const viewer = useViewer();
  const [{ data, fetching, error }, change] = useMutation(ChangeMutation);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const passwords = {
      currentPassword: String(form.get('currentPassword') ?? ''),
      newPassword: String(form.get('newPassword') ?? ''),
    };
    const { data: changed } = await change(passwords, { additionalTypenames: ['Session'] });
    if (changed) element.reset();
  };
  return (
    <section className="card stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form className="stack narrow-form" onSubmit={submit}>
        {/* Tells password managers whose password it is. */}
        <input type="email" name="email" autoComplete="username" value={viewer.email} readOnly hidden />
        <TextField
          label="Password so far"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          fault={faultOf(error, 'currentPassword')}
        />
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
        {error && <Failure error={error} />}
        <div role="status">
          {data && !fetching && (
            <p className="notice good">The password is changed. Your other devices were signed out.</p>
          )}
        </div>
        <span>
          <Button type="submit" busy={fetching}>
            Change the password
          </Button>
        </span>
      </form>
    </section>
  );
}
