import { type Asked, type AskingVersion, fieldsIn, linesOf } from './asked.ts';
import { ComponentFields } from './component-fields.tsx';

interface AskedListProps {
  readonly asked: Asked;
  readonly version: AskingVersion;
  /** Whether fields of components show at once; else whoever wants to see them opens the list. */
  readonly open?: boolean;
}

/** Everything that is asked for, in words. */
export function AskedList({ asked, version, open = false }: AskedListProps) {
  const lines = linesOf(asked, version);
  return (
    <>
      {lines.length > 0 && (
        <ul className="permission-list">
          {lines.map(({ key, text, code }) => (
            <li key={key}>
              {text} {code && <code className="soft">{code}</code>}
            </li>
          ))}
        </ul>
      )}
      <ComponentFields components={fieldsIn(asked, version)} open={open} />
    </>
  );
}
