import type { FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

interface AccessCodeProps {
  /** The code that is in use, as it was given. */
  readonly code: string;
  /** What became of it. */
  readonly state: 'none' | 'asking' | 'opened' | 'kept' | 'refused';
  readonly fault?: string;
  readonly onCode: (code: string) => void;
}

/** A field for codes of any kind: one that opens hidden tickets does so at once, any other is tried with the cart. */
export function AccessCode({ code, state, fault, onCode }: AccessCodeProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get('code') ?? '').trim());
  };
  return (
    <details className="access-code" open={code !== '' || undefined}>
      <summary>I have a code</summary>
      <form className="access-code-form" onSubmit={submit}>
        <TextField
          key={code}
          label="Code"
          name="code"
          autoComplete="off"
          maxLength={64}
          defaultValue={code}
          fault={fault}
        />
        <Button type="submit" busy={state === 'asking'}>
          Use
        </Button>
        {state === 'opened' && (
          <p className="access-code-state" role="status">
            <span className="badge good">{code}</span> opens more tickets.
          </p>
        )}
        {state === 'kept' && !fault && (
          <p className="access-code-state" role="status">
            <span className="badge neutral">{code}</span> opens no tickets. If it lowers the price, you see it in the
            cart.
          </p>
        )}
      </form>
    </details>
  );
}
