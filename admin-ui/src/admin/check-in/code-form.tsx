import type { FormEvent, Ref } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/text-of.ts';

interface CodeFormProps {
  readonly ref?: Ref<HTMLFormElement>;
  readonly onCode: (code: string) => void;
}

/** Takes codes that are typed, by people or by a scanner that types. */
export function CodeForm({ ref, onCode }: CodeFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), 'code');
    // Ready for the next code at once: a scanner does not wait.
    event.currentTarget.reset();
    if (code) onCode(code);
  };
  return (
    <form ref={ref} className="check-in-form" onSubmit={submit}>
      <TextField
        label="Ticket code"
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus
        required
        hint="Type it, or use a scanner that types. Enter checks the ticket in."
      />
      <Button type="submit" look="primary">
        Check in
      </Button>
    </form>
  );
}
