import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { LiveFacts } from './live-field.ts';
import { assemble, type LiveOperation, payloadPath } from './live-operation.ts';
import type { LiveRequest } from './live-subscriptions.ts';

/** Lines of a log that are known to have been sent. */
const MAX_SENT = 300;

/** One stream's operation, and what it has sent. */
export class LiveSubscription {
  readonly request: LiveRequest;
  operation: LiveOperation;
  schema: GraphQLSchema;
  private last: string | undefined;
  private readonly sent = new Set<unknown>();

  constructor(request: LiveRequest, schema: GraphQLSchema, operation: LiveOperation) {
    this.request = request;
    this.schema = schema;
    this.operation = operation;
  }

  moveTo(schema: GraphQLSchema, operation: LiveOperation): void {
    this.schema = schema;
    this.operation = operation;
  }

  /** The payload; undefined if it says what the last one did. */
  payloadOf(facts: LiveFacts, { data, errors }: FormattedExecutionResult) {
    const { operation } = this;
    const fresh = new Set<unknown>();
    const isNew = (key: unknown) => {
      if (this.sent.has(key)) return false;
      fresh.add(key);
      return true;
    };
    const payload = assemble(operation, facts, data, isNew);
    // That time has passed is no news.
    const { at: _, ...news } = facts;
    const said = JSON.stringify([data, errors?.map(({ message }) => message), news]);
    if (said === this.last) return undefined;
    this.last = said;
    for (const key of fresh) this.sent.add(key);
    for (const key of this.sent) {
      if (this.sent.size <= MAX_SENT) break;
      this.sent.delete(key);
    }
    const shown = errors?.map(error => ({ ...error, locations: undefined, path: payloadPath(operation, error.path) }));
    const answer: FormattedExecutionResult = { data: payload && { [operation.key]: payload } };
    return shown?.length ? { ...answer, errors: shown } : answer;
  }
}
