import type * as Ui from '@ticketbase/plugin-sdk/ui';
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react';
import type { PagePort } from './page-port.ts';

/** What the hooks read. */
export interface FrameContext {
  readonly input: unknown;
  readonly configuration: unknown;
  readonly page: PagePort;
}

export const FrameContext = createContext<FrameContext | undefined>(undefined);

function useFrame(): FrameContext {
  const context = useContext(FrameContext);
  if (!context) throw new Error('This hook works in a component that the platform renders.');
  return context;
}

const faultOf = (error: unknown) => ({
  code: String((error as { code?: unknown }).code ?? 'UNKNOWN'),
  message: error instanceof Error ? error.message : String(error),
});

function useAction<Params, Data>(name: string): Ui.ActionState<Params, Data> {
  const { page } = useFrame();
  const [state, setState] = useState<Omit<Ui.ActionState<Params, Data>, 'run'>>({
    running: false,
    data: undefined,
    error: undefined,
  });
  const run = async (params: Params) => {
    setState(before => ({ ...before, running: true, error: undefined }));
    try {
      const data = (await page.executeAction(name, params)) as Data;
      setState({ running: false, data, error: undefined });
      return data;
    } catch (error) {
      setState(before => ({ ...before, running: false, error: faultOf(error) }));
      return undefined;
    }
  };
  return { ...state, run };
}

function useOnSave(handler: Parameters<typeof Ui.useOnSave>[0]): void {
  const { page } = useFrame();
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => page.onSaved(saved => latest.current(saved)), [page]);
}

function Button({ kind = 'secondary', busy = false, className = '', disabled, children, ...rest }: Ui.ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`tb-button tb-${kind} ${className}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {children}
    </button>
  );
}

function TextField({ label, help, error, className = '', ...rest }: Ui.TextFieldProps) {
  const id = useId();
  const told = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={`tb-field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={told || undefined} />
      {help && <small id={`${id}-help`}>{help}</small>}
      {error && (
        <small id={`${id}-error`} className="tb-error" role="alert">
          {error}
        </small>
      )}
    </div>
  );
}

function Notice({ kind = 'info', children }: Ui.NoticeProps) {
  return (
    <p className={`tb-notice tb-${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

/** The module `@ticketbase/plugin-sdk/ui`, as components get it. */
export const PROVIDED_UI: typeof Ui = {
  useInput: <Input,>() => useFrame().input as Input,
  useConfiguration: <Configuration,>() => useFrame().configuration as Configuration,
  useAction,
  useOnSave,
  Button,
  TextField,
  Notice,
};
