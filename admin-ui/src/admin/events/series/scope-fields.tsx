import { useState } from 'react';
import type { SeriesScope } from '../../../generated/graphql.ts';
import { textOf } from '../../../ui/text-of.ts';

const SCOPES: ReadonlyArray<readonly [SeriesScope, string]> = [
  ['THIS_EVENT', 'Only this date'],
  ['THIS_AND_FOLLOWING', 'This date and all that follow'],
  ['ALL', 'All dates of the series'],
];

/** Asks which dates of a series a change is for; read it with `readScope`. */
export function ScopeFields() {
  const [scope, setScope] = useState<SeriesScope>('THIS_EVENT');
  return (
    <fieldset className="card stack fieldset">
      <legend>Save for</legend>
      {SCOPES.map(([value, label]) => (
        <label className="check" key={value}>
          <input type="radio" name="scope" value={value} checked={scope === value} onChange={() => setScope(value)} />
          {label}
        </label>
      ))}
      {scope === 'THIS_EVENT' ? (
        <p className="soft">What you change here counts as changed by hand: changes of the series leave it alone.</p>
      ) : (
        <>
          <p className="soft">
            Times move by as much as you move them here. Cancelled and completed dates stay as they are.
          </p>
          <label className="check">
            <input type="checkbox" name="overwrite" />
            Also overwrite what was changed by hand
          </label>
        </>
      )}
    </fieldset>
  );
}

/** What the fields hold; only this date where they are not shown. */
export function readScope(form: FormData): { scope: SeriesScope; overwrite: boolean } {
  const scope = SCOPES.find(([value]) => value === textOf(form, 'scope'))?.[0] ?? 'THIS_EVENT';
  return { scope, overwrite: form.has('overwrite') };
}
