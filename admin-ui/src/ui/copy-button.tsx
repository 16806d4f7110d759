import { useState } from 'react';
import { Button } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
}

/** Copies a text and says so. It is not there on pages without TLS, where browsers have no clipboard. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  if (!('clipboard' in navigator)) return null;
  return (
    <span className="row no-print">
      <Button
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setState('copied'),
            () => setState('failed'),
          )
        }
      >
        {label}
      </Button>
      <span className="soft" role="status">
        {state === 'copied' && 'Copied'}
        {state === 'failed' && 'The browser does not allow it'}
      </span>
    </span>
  );
}
