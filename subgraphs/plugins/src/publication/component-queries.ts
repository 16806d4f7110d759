import type { Issue } from '@ticketbase/kernel';
import type { PluginBundle } from '@ticketbase/plugin-sdk/bundle';
import { type ContextSchema, checkInputQuery } from '@ticketbase/plugin-sdk/contexts';
import type { ComponentInput } from '../plugin/component-input.ts';
import { ExtensionQueryInvalidError } from './publication.errors.ts';

/** What the components of a bundle ask for, checked against the supergraph. Throws PLUGIN_EXTENSION_QUERY_INVALID. */
export function componentInputs({ manifest, files }: PluginBundle, contexts: ContextSchema): ComponentInput[] {
  const issues: Issue[] = [];
  const inputs = manifest.extensions.flatMap(({ target, component, input: file }): ComponentInput[] => {
    if (file === undefined) return [];
    const query = new TextDecoder().decode(files.get(file));
    const checked = checkInputQuery(contexts, target, manifest.permissions, query);
    if (checked.ok) return [{ target, component, query, scopes: checked.query.scopes, fields: checked.query.fields }];
    issues.push(...checked.issues.map(({ line, column, message }) => ({ path: `${file}:${line}:${column}`, message })));
    return [];
  });
  if (issues.length > 0) throw new ExtensionQueryInvalidError(issues);
  return inputs;
}
