import { parentPort, workerData } from 'node:worker_threads';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** What the thread is given. */
export interface CompositionInput {
  readonly subgraphs: ReadonlyArray<{ readonly name: string; readonly sdl: string }>;
}

/** What it answers, once. */
export type CompositionOutput = { readonly sdl: string } | { readonly errors: readonly string[] };

const { subgraphs } = workerData as CompositionInput;
const composed = composeServices(
  subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.subgraph` })),
);
const output: CompositionOutput = composed.errors
  ? { errors: composed.errors.map(error => error.message) }
  : { sdl: composed.supergraphSdl };
parentPort!.postMessage(output);
