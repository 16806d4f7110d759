import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { deviceTimeZone } from '../../../ui/time.ts';
import { instantOf } from '../../../ui/wall-time.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const CreateMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) { secret token { id name } }
  }
`);

/** Makes a token, and shows its secret once. */
export function NewApiToken({ onClose }: { readonly onClose: () => void }) {
  const viewer = useViewer();
  const [idempotencyKey] = useIdempotencyKey();
  const [{ data, fetching, error }, create] = useMutation(CreateMutation);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const scopes = form.getAll('scopes').filter(scope => typeof scope === 'string');
    setFault(scopes.length === 0 ? 'Choose what the token allows.' : undefined);
    if (scopes.length === 0) return;
    const expiresAt = instantOf(`${textOf(form, 'expiresAt') ?? ''}T00:00`, deviceTimeZone());
    void create({ input: { name: textOf(form, 'name') ?? '', scopes, expiresAt, idempotencyKey } });
  };
  if (data) {
    const { secret, token } = data.createApiToken;
    return (
      <Dialog title={`The secret of ${token.name}`} onClose={onClose}>
        {secret ? (
          <>
            <p>Copy it now: it is shown this once and stored nowhere.</p>
            <code className="secret">{secret}</code>
            <CopyButton text={secret} />
          </>
        ) : (
          <p>The token was made before, and its secret was shown then. Revoke it and make another if it is lost.</p>
        )}
        <span>
          <Button onClick={onClose}>Done</Button>
        </span>
      </Dialog>
    );
  }
  const scopeFault = fault ?? faultOf(error, 'scopes');
  return (
    <Dialog title="New API token" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField
          label="What it is for"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          fault={faultOf(error, 'name')}
        />
        <TextField
          label="Ends on"
          name="expiresAt"
          type="date"
          hint="Empty: not by itself."
          fault={faultOf(error, 'expiresAt')}
        />
        <fieldset className="choices field" aria-describedby={scopeFault ? 'scopes-fault' : undefined}>
          <legend>What it allows</legend>
          <div className="scopes">
            {viewer.scopes.map(scope => (
              <label key={scope} className="check">
                <input type="checkbox" name="scopes" value={scope} /> <code>{scope}</code>
              </label>
            ))}
          </div>
          {scopeFault && (
            <span className="fault" id="scopes-fault" role="alert">
              {scopeFault}
            </span>
          )}
        </fieldset>
        {error && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Make the token
          </Button>
        </span>
      </form>
    </Dialog>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  // Pages without TLS have no clipboard; the text can be selected by hand then.
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span className="row">
      <Button onClick={() => void copy()}>Copy</Button>
      <span role="status">{copied && 'Copied.'}</span>
    </span>
  );
}
