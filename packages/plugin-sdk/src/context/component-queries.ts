import path from 'node:path';
import { readOptional, type SourceIssue } from '../bundle/source-files.ts';
import type { ExtensionTarget } from '../manifest/extension-targets.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import type { ContextSchema } from './context-schema.ts';
import { checkInputQuery, type InputQuery } from './input-query.ts';
import { platformContexts } from './platform-contexts.ts';

/** The query by which a component takes its data. */
export interface ComponentQuery {
  readonly target: ExtensionTarget;
  readonly component: string;
  /** Relative to the plugin's folder. */
  readonly file: string;
  readonly content: Uint8Array;
  readonly query: InputQuery;
}

/** The checked queries of a plugin's components, or everything that is wrong with them. */
export type ComponentQueries =
  | { ok: true; queries: ComponentQuery[]; contexts: ContextSchema }
  | { ok: false; issues: SourceIssue[] };

/** Reads and checks the queries that the manifest of the plugin in `root` names. Needs no network. */
export async function readComponentQueries(root: string, manifest: PluginManifest): Promise<ComponentQueries> {
  const contexts = await platformContexts(root);
  const queries: ComponentQuery[] = [];
  const issues: SourceIssue[] = [];
  for (const { target, component, input: file } of manifest.extensions) {
    if (file === undefined) continue;
    const content = await readOptional(path.join(root, file));
    if (!content) {
      issues.push({ file, message: 'is named in plugin.json and missing' });
      continue;
    }
    const checked = checkInputQuery(contexts, target, manifest.permissions, content.toString('utf8'));
    if (checked.ok) queries.push({ target, component, file, content, query: checked.query });
    else issues.push(...checked.issues.map(issue => ({ file, ...issue })));
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, queries, contexts };
}
