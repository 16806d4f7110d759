import type { OperationResult } from 'urql';
import { Button, type ButtonProps } from './button.tsx';
import { Failure } from './states.tsx';
import { useAct } from './use-act.ts';

interface RowActProps extends Pick<ButtonProps, 'look' | 'disabled' | 'children' | 'aria-label'> {
  readonly act: () => Promise<OperationResult<unknown>>;
  readonly onDone?: () => void;
}

/** A button of one row that does something at once. It alone is busy meanwhile, and what fails is said below it. */
export function RowAct({ act, onDone, ...button }: RowActProps) {
  const { busy, error, run } = useAct(act);
  const press = async () => {
    if (await run()) onDone?.();
  };
  return (
    <div className="stack" style={{ gap: '0.4rem' }}>
      <span>
        <Button {...button} busy={busy} onClick={() => void press()} />
      </span>
      {error && <Failure error={error} />}
    </div>
  );
}
