import type { ComponentRequest } from './asked.ts';
import { TARGETS } from './permissions.ts';

interface ComponentFieldsProps {
  readonly components: readonly ComponentRequest[];
  /** Whether the fields show at once; else whoever wants to see them opens the list. */
  readonly open?: boolean;
}

/** What the components of a plugin are given to see: one list of fields for each. */
export function ComponentFields({ components, open = false }: ComponentFieldsProps) {
  return components
    .filter(({ fields }) => fields.length > 0)
    .map(({ target, component, fields }) => (
      <details key={`${target}-${component}`} className="component-fields" open={open}>
        <summary>
          {component}, {TARGETS[target]}, is given{' '}
          {fields.length === 1 ? 'this field' : `these ${fields.length} fields`}
        </summary>
        <ul className="permission-list" aria-label={`Fields of ${component}`}>
          {fields.map(({ type, field, description, scope }) => (
            <li key={`${type}.${field}`}>
              <code>
                {type}.{field}
              </code>{' '}
              {description} {scope && <span className="badge neutral">{scope}</span>}
            </li>
          ))}
        </ul>
      </details>
    ));
}
