import { parentPort } from 'node:worker_threads';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type BrokenDocument, type StoredDocument, SupergraphChecks } from '../compatibility/broken-documents.ts';

/** Subgraphs to compose. */
export interface CompositionInput {
  readonly subgraphs: ReadonlyArray<{ readonly name: string; readonly sdl: string }>;
}

/** The supergraph, or why there is none. */
export type CompositionOutput = { readonly sdl: string } | { readonly errors: readonly string[] };

/** Two supergraphs, and what is run on the one. */
export interface CompatibilityInput {
  readonly before: string;
  readonly after: string;
  readonly documents: readonly StoredDocument[];
}

/** What the thread can be asked, and what it answers. */
export interface SupergraphWork {
  compose(input: CompositionInput): CompositionOutput;
  broken(input: CompatibilityInput): BrokenDocument[];
}

/** What the thread is sent. */
export type SupergraphTask = {
  [Kind in keyof SupergraphWork]: { kind: Kind; input: Parameters<SupergraphWork[Kind]>[0] };
}[keyof SupergraphWork];

/** What it sends back, in the order of the tasks; `failed` has the words of what was thrown. */
export type SupergraphAnswer = { readonly output: unknown } | { readonly failed: string };

// What a publication brings is what the next one replaces.
const checks = new SupergraphChecks();
const work: SupergraphWork = {
  compose({ subgraphs }) {
    const services = subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.subgraph` }));
    const { errors, supergraphSdl } = composeServices(services);
    return errors ? { errors: errors.map(({ message }) => message) } : { sdl: supergraphSdl };
  },
  broken: ({ before, after, documents }) => checks.broken(before, after, documents),
};

parentPort!.on('message', (task: SupergraphTask) => {
  let answer: SupergraphAnswer;
  try {
    answer = { output: task.kind === 'compose' ? work.compose(task.input) : work.broken(task.input) };
  } catch (error) {
    answer = { failed: String((error as Error).stack) };
  }
  parentPort!.postMessage(answer);
});
