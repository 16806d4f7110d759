import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import type { Data } from './merge.ts';

/** One run of a plan: what its steps read and write. */
export interface Run {
  readonly context: RequestContext;
  /** As the client gave them: subgraphs coerce them again. */
  readonly given: Readonly<Record<string, unknown>>;
  /** What is known so far, merged from all fetches. */
  readonly data: Data;
  readonly errors: GraphQLError[];
}

/** A node of a plan, compiled. Never rejects: what fails is in the run's errors. Undefined where nothing is waited for. */
export type Step = (run: Run) => Promise<void> | undefined;
