import type { SelectedField } from '@ticketbase/plugin-sdk/contexts';
import type { ExtensionTarget, PluginManifest } from '@ticketbase/plugin-sdk/manifest';

/** What a component asks its context for. */
export interface ComponentInput {
  readonly target: ExtensionTarget;
  readonly component: string;
  /** The text of its file. */
  readonly query: string;
  /** What the fields need. */
  readonly scopes: readonly string[];
  readonly fields: readonly SelectedField[];
}

type Declared = Pick<PluginManifest['extensions'][number], 'target' | 'component'>;

/** What the declared component asks for; undefined if it asks for nothing. */
export const inputOf = (inputs: readonly ComponentInput[], { target, component }: Declared) =>
  inputs.find(input => input.target === target && input.component === component);
