/**
 * Writes what is generated from the subgraphs' code: their SDL, the supergraph that the gateway plans on, and the API
 * that clients see. `--check` compares instead of writing.
 */
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { withSubscriptions } from '@ticketbase/gateway';
import { ContextSchema } from '@ticketbase/plugin-sdk/contexts';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { generatedFile } from './generated-file.ts';
import { subgraphSchemas } from './sources.ts';

const REMEDY = 'npm run codegen';

const composed = composeServices(
  subgraphSchemas.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.subgraph` })),
);
if (composed.errors) {
  for (const error of composed.errors) console.error(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  process.exit(1);
}
// A hint is a place where subgraphs disagree, such as on a description: a client would read whichever came first.
if (composed.hints.length > 0) {
  for (const { definition, message } of composed.hints) console.error(`${definition.code}: ${message}`);
  process.exit(1);
}

const api = withSubscriptions(Supergraph.build(composed.supergraphSdl).apiSchema().toGraphQLJSSchema());
for (const { name, sdl } of subgraphSchemas) generatedFile(`schema/subgraphs/${name}.graphql`, `${sdl}\n`, REMEDY);
generatedFile('schema/supergraph.graphql', composed.supergraphSdl, REMEDY);
generatedFile('schema/supergraph.api.graphql', `${printSchema(lexicographicSortSchema(api))}\n`, REMEDY);
// What plugins are checked with where there is no server.
generatedFile('packages/plugin-sdk/contexts.graphql', ContextSchema.ofSupergraph(composed.supergraphSdl).sdl, REMEDY);
