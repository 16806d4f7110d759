import type { OperationResult } from 'urql';
import { Confirm, type ConfirmProps } from './confirm.tsx';
import { useAct } from './use-act.ts';

interface ConfirmActProps extends Omit<ConfirmProps, 'busy' | 'error' | 'onConfirm'> {
  readonly act: (form: FormData) => Promise<OperationResult<unknown>>;
  readonly onDone?: () => void;
}

/** Asks before something is done, does it, and closes once that has succeeded. */
export function ConfirmAct({ act, onDone, onClose, ...question }: ConfirmActProps) {
  const { busy, error, run } = useAct(act);
  const confirm = async (form: FormData) => {
    if (!(await run(form))) return;
    onClose();
    onDone?.();
  };
  return <Confirm {...question} {...{ busy, error, onClose }} onConfirm={form => void confirm(form)} />;
}
