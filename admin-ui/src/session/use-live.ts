import type { TypedDocumentNode } from '@urql/core';
import { type AnyVariables, type UseSubscriptionArgs, useSubscription } from 'urql';

interface Live<Data> {
  /** What was told last; undefined as long as nothing was. */
  readonly data: Data | undefined;
  /** False once the stream has ended, or where there is none. */
  readonly live: boolean;
}

/** Follows a subscription while the component is shown. A stream that ends is no error: `live` says so. */
export function useLive<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): Live<Data> {
  const [state] = useSubscription({ query, variables, pause } as UseSubscriptionArgs<Variables, Data>);
  // urql passes on whether there is more to come, which its types leave out; its `fetching` stays true when a stream ends.
  const { data, hasNext = false } = state as typeof state & { readonly hasNext?: boolean };
  return { data, live: hasNext && data !== undefined };
}
