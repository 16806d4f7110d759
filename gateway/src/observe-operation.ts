import type { ApolloServerPlugin } from '@apollo/server';
import type { ObservedOperation, RequestContext } from './request-context.ts';

/** Names are the client's to choose, and go to the log. */
const MAX_NAME = 100;

/** Tells what the operation is. */
export function observeName(observed: ObservedOperation, type: string | undefined, name: string | null): void {
  observed.type = type;
  observed.name = name?.slice(0, MAX_NAME);
}

/** Tells the request's context what the operation is, as soon as it is known, and how it ended. */
export const observeOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue: { observed } }) {
    return {
      async didResolveOperation({ operation, operationName }) {
        observeName(observed, operation?.operation, operationName);
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return;
        observed.errors = body.singleResult.errors?.map(error => String(error.extensions?.code));
      },
    };
  },
};
