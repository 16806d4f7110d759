import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const EnableMutation = graphql(`mutation EnableTwoFactor { enableTwoFactor { otpauthUrl secret } }`);

const ConfirmMutation = graphql(`
  mutation ConfirmTwoFactor($code: String!) { confirmTwoFactor(code: $code) { codes } }
`);

const DisableMutation = graphql(`mutation DisableTwoFactor($code: String!) { disableTwoFactor(code: $code) }`);

/** The viewer's state hangs on the account. */
const context = { additionalTypenames: ['User'] };

/** Turns the second factor of sign-in on and off. */
export function TwoFactor() {
  const viewer = useViewer();
  const [asked, setAsked] = useState<'set-up' | 'turn-off'>();
  const close = () => setAsked(undefined);
  return (
    <section className="card stack" aria-labelledby="two-factor">
      <div className="row">
        <h2 id="two-factor">Two-factor sign-in</h2>
        <span className={viewer.twoFactorEnabled ? 'badge good' : 'badge neutral'}>
          {viewer.twoFactorEnabled ? 'On' : 'Off'}
        </span>
      </div>
      <p className="soft">Signing in then needs a code of an authenticator app beside the password.</p>
      <span>
        {viewer.twoFactorEnabled ? (
          <Button look="danger" onClick={() => setAsked('turn-off')}>
            Turn off
          </Button>
        ) : (
          <Button look="primary" onClick={() => setAsked('set-up')}>
            Set up
          </Button>
        )}
      </span>
      {asked === 'set-up' && <SetUp onClose={close} />}
      {asked === 'turn-off' && <TurnOff onClose={close} />}
    </section>
  );
}

function SetUp({ onClose }: { readonly onClose: () => void }) {
  const [begun, begin] = useMutation(EnableMutation);
  const [confirmed, confirm] = useMutation(ConfirmMutation);
  const setup = begun.data?.enableTwoFactor;
  const codes = confirmed.data?.confirmTwoFactor.codes;
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  if (!setup) {
    return (
      <Dialog title="Set up two-factor sign-in" onClose={onClose}>
        <p>You need an authenticator app on your phone or in your password manager.</p>
        {begun.error && <Failure error={begun.error} />}
        <span>
          <Button look="primary" busy={begun.fetching} onClick={() => void begin({})}>
            Begin
          </Button>
        </span>
      </Dialog>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void confirm({ code: textOf(new FormData(event.currentTarget), 'code') ?? '' }, context);
  };
  return (
    <Dialog title="Set up two-factor sign-in" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          <a href={setup.otpauthUrl}>Open it in the authenticator app</a> of this device, or type this secret into the
          app of another:
        </p>
        <code className="secret">{setup.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <TextField
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          hint="The six digits that the app shows now."
          fault={faultOf(confirmed.error, 'code')}
        />
        {confirmed.error && <Failure error={confirmed.error} />}
        <span>
          <Button type="submit" look="primary" busy={confirmed.fetching}>
            Turn on
          </Button>
        </span>
      </form>
    </Dialog>
  );
}

function RecoveryCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  return (
    <Dialog title="Your recovery codes" onClose={onClose}>
      <p>
        Two-factor sign-in is on. Keep these codes where you find them without the app: each works once in place of a
        code. They are shown this once.
      </p>
      <ul className="codes secret">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <span>
        <Button look="primary" onClick={onClose}>
          I have kept them
        </Button>
      </span>
    </Dialog>
  );
}

function TurnOff({ onClose }: { readonly onClose: () => void }) {
  const [{ fetching, error }, disable] = useMutation(DisableMutation);
  const confirm = async (form: FormData) => {
    const { data } = await disable({ code: textOf(form, 'code') ?? '' }, context);
    if (data) onClose();
  };
  return (
    <Confirm
      {...{ title: 'Turn two-factor sign-in off?', action: 'Turn off', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>The password alone is enough to sign in then.</p>
      <TextField
        label="Code"
        name="code"
        autoComplete="one-time-code"
        required
        hint="Of the app, or a recovery code."
        fault={faultOf(error, 'code')}
      />
    </Confirm>
  );
}
