import type { CombinedError } from 'urql';
import { Button } from '../../ui/button.tsx';
import { codeOf } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { fieldNames } from './series/field-names.ts';

/** What STALE_VERSION tells of the changes that a writer missed. */
export interface Missed {
  readonly currentVersion: number;
  readonly changed: readonly string[];
  readonly changes: ReadonlyArray<{
    readonly version: number;
    readonly fields: readonly string[];
    readonly at: string;
    readonly by: { readonly id: string; readonly name: string | null } | null;
  }>;
}

/** The missed changes that an error tells of; undefined for any other error. */
export function missedOf(error: CombinedError | undefined): Missed | undefined {
  if (codeOf(error) !== 'STALE_VERSION') return undefined;
  const { currentVersion, changed, changes } = error!.graphQLErrors[0]!.extensions;
  return {
    currentVersion: Number(currentVersion),
    changed: changed as string[],
    changes: changes as Missed['changes'],
  };
}

export interface MissedChangesProps {
  readonly missed: Missed;
  /** The fields that the person has changed. */
  readonly mine: readonly string[];
  readonly busy: boolean;
  readonly onKeepMine: () => void;
  readonly onReload: () => void;
}

/** Tells a writer what others changed meanwhile, and lets them choose. */
export function MissedChanges({ missed, mine, busy, onKeepMine, onReload }: MissedChangesProps) {
  const both = mine.filter(field => missed.changed.includes(field));
  return (
    <div className="notice bad stack" role="alert">
      <strong>This event was changed since you opened it; nothing of yours is saved yet.</strong>
      <ul>
        {missed.changes.map(change => (
          <li key={change.version}>
            {formatTime(change.at)}:{' '}
            {change.by ? (change.by.name ?? 'Someone of your organization') : 'The platform or a program'} changed{' '}
            {fieldNames(change.fields)}.
          </li>
        ))}
      </ul>
      <span>
        {both.length > 0
          ? `You both changed ${fieldNames(both)}: if you save yours, theirs is overwritten there. Their other changes stay.`
          : 'You changed other fields: if you save yours, their changes stay.'}
      </span>
      <div className="row">
        <Button look="primary" busy={busy} onClick={onKeepMine}>
          {both.length > 0 ? 'Save mine over theirs' : 'Save mine too'}
        </Button>
        <Button onClick={onReload}>Drop mine and load theirs</Button>
      </div>
    </div>
  );
}
