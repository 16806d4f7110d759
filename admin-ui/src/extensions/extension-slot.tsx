import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { ExtensionsAtQuery, ExtensionTarget } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { ExtensionFrame } from './extension-frame.tsx';

const ExtensionsQuery = graphql(`
  query ExtensionsAt($target: ExtensionTarget!, $organization: String, $context: JSON!) {
    extensions(target: $target, organization: $organization) {
      id target component moduleUrl integrity configuration
      input(context: $context)
      installation { id plugin { id name } }
    }
  }
`);

/** A component that a plugin shows somewhere, with its data. */
export type ShownExtension = ExtensionsAtQuery['extensions'][number];

interface ExtensionSlotProps {
  readonly target: ExtensionTarget;
  /** What the components are shown beside: as the extension point names it. */
  readonly context: Readonly<Record<string, string>>;
  /** What of it changes while the components stand: they are given new data then, and keep what they show. */
  readonly passing?: Readonly<Record<string, string>>;
  /** In the shop: the organization's slug. */
  readonly organization?: string;
  /** Only the component of this plugin. */
  readonly pluginId?: string;
  /** Without the card and the plugin's name, which say whose it is to those who installed it. */
  readonly bare?: boolean;
}

/** The components of enabled plugins at a place; nothing where there are none, and nothing where they cannot be asked for. */
export function ExtensionSlot({ target, context, passing, organization, pluginId, bare = false }: ExtensionSlotProps) {
  const key = JSON.stringify(context);
  const place = JSON.stringify({ ...context, ...passing });
  const variables = useMemo(
    () => ({ target, organization: organization ?? null, context: JSON.parse(place) as object }),
    [target, organization, place],
  );
  const [{ data, error }] = useQuery({ query: ExtensionsQuery, variables });
  const shown = (data?.extensions ?? []).filter(({ installation }) => !pluginId || installation.plugin.id === pluginId);
  return shown.map(extension => (
    <ExtensionFrame
      key={`${extension.id}-${extension.integrity}-${key}`}
      extension={extension}
      organization={organization}
      bare={bare}
      inputFault={
        error?.graphQLErrors.find(({ path }) => isInputOf(path, data?.extensions.indexOf(extension)))?.message
      }
    />
  ));
}

const isInputOf = (path: readonly (string | number)[] | undefined, index: number | undefined) =>
  path?.[0] === 'extensions' && path[1] === index && path[2] === 'input';
