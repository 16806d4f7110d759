import { type ComponentProps, type ReactNode, useId } from 'react';

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value, as the server said it. */
  readonly fault?: string;
}

function Frame({ id, label, hint, fault, children }: Common & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}

const describedBy = (id: string, { hint, fault }: Common) =>
  [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;

/** A labelled line of text, number, date … */
export function TextField({ label, hint, fault, ...rest }: Common & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <input
        id={id}
        className="input"
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, fault })}
        {...rest}
      />
    </Frame>
  );
}

/** A labelled text of several lines. */
export function TextAreaField({ label, hint, fault, ...rest }: Common & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <textarea
        id={id}
        className="input"
        rows={4}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, fault })}
        {...rest}
      />
    </Frame>
  );
}

/** A labelled choice of one. */
export function SelectField({ label, hint, fault, children, ...rest }: Common & ComponentProps<'select'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={fault}>
      <select
        id={id}
        className="input"
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, fault })}
        {...rest}
      >
        {children}
      </select>
    </Frame>
  );
}
