import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.ts';

/** Names are the client's to choose, and go to the log. */
const MAX_NAME = 100;

/** Tells the request's context what the operation is, as soon as it is known, and how it ended. */
export const observeOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue: { observed } }) {
    return {
      async didResolveOperation({ operation, operationName }) {
        observed.type = operation?.operation;
        observed.name = operationName?.slice(0, MAX_NAME);
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return;
        observed.errors = body.singleResult.errors?.map(error => String(error.extensions?.code));
      },
    };
  },
};
