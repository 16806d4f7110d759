import { type FormEvent, type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Failure } from './states.tsx';

export interface ConfirmProps {
  readonly title: string;
  /** What the button says: what will be done, never "OK". */
  readonly action: string;
  readonly look?: 'primary' | 'danger';
  readonly busy: boolean;
  readonly error?: CombinedError;
  readonly onConfirm: (form: FormData) => void;
  readonly onClose: () => void;
  /** What will happen, and fields if the action takes any. */
  readonly children: ReactNode;
}

/** Asks before something is done that cannot simply be taken back. */
export function Confirm(props: ConfirmProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onConfirm(new FormData(event.currentTarget));
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="stack" onSubmit={submit}>
        {props.children}
        <div className="stack dialog-decision">
          {props.error && <Failure error={props.error} />}
          <div className="row">
            <Button type="submit" look={props.look ?? 'danger'} busy={props.busy}>
              {props.action}
            </Button>
            <Button onClick={props.onClose}>Keep as it is</Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
