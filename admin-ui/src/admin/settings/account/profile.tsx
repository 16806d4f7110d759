import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const UpdateMutation = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { id name } }
`);

/** How the viewer is called. */
export function Profile() {
  const viewer = useViewer();
  const [{ data, fetching, error }, update] = useMutation(UpdateMutation);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void update({ input: { name: textOf(new FormData(event.currentTarget), 'name') ?? '' } });
  };
  return (
    <section className="card stack" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <form className="stack narrow-form" onSubmit={submit}>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          defaultValue={viewer.name}
          fault={faultOf(error, 'name')}
        />
        {error && <Failure error={error} />}
        <div role="status">{data && !fetching && <p className="notice good">Saved.</p>}</div>
        <span>
          <Button type="submit" busy={fetching}>
            Save
          </Button>
        </span>
      </form>
    </section>
  );
}
