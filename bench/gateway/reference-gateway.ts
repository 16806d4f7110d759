/**
 * The plainest federated gateway that can be had: @apollo/gateway behind @apollo/server, as their documentation sets them
 * up. It only adds what the subgraphs insist on: the caller's signature and the user's token. It verifies and limits nothing.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { SIGNATURE_HEADER, SUBGRAPHS, signInternalCall } from '@ticketbase/kernel';

interface Context {
  readonly authorization?: string;
}

const { PORT, SUBGRAPH_PORT_BASE, SUBGRAPH_SECRET = '' } = process.env;
/** The subgraphs listen in this order, from `SUBGRAPH_PORT_BASE` on. */
const names: readonly string[] = SUBGRAPHS;

class SignedDataSource extends RemoteGraphQLDataSource<Context> {
  constructor(name: string, url: string) {
    super({ url });
    const send = this.fetcher;
    this.fetcher = (target, init) => {
      const signature = signInternalCall(
        SUBGRAPH_SECRET,
        { iss: 'gateway', aud: name, as: 'viewer', client: {} },
        String(init?.body),
      );
      return send(target, { ...init, headers: { ...init?.headers, [SIGNATURE_HEADER]: signature } });
    };
  }

  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: await readFile(resolve(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'),
  buildService: ({ name }) => {
    const port = Number(SUBGRAPH_PORT_BASE) + names.indexOf(name);
    return new SignedDataSource(name, `http://127.0.0.1:${port}/graphql`);
  },
});
const server = new ApolloServer<Context>({ gateway });
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
console.log('ready');
