/**
 * One process of the benchmark on data in memory: `node serve.ts <role> [urls of the subgraphs as JSON]`. Prints what it
 * serves as JSON once it is ready.
 */
import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGateway, parseGatewayConfig, pooledEndpoint } from '@ticketbase/gateway';
import {
  createLogger,
  ServiceUnavailableError,
  SUBGRAPHS,
  type SubgraphEndpoint,
  type SubgraphName,
} from '@ticketbase/kernel';
import { Subgraph, serveSubgraph } from '@ticketbase/subgraph-kit';
import { parse } from 'graphql';
import { type MemorySubgraph, memorySubgraphs } from './subgraphs.ts';

const SECRET = 'the secret that the processes of the benchmark share';
const HOST = '127.0.0.1';
type Urls = Readonly<Record<string, string>>;

/** As Apollo's documentation sets subgraphs up. */
async function servePlainSubgraphs(): Promise<Urls> {
  return all(async ({ schema }) => {
    const { url } = await startStandaloneServer(
      new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] }),
      { listen: { host: HOST, port: 0 } },
    );
    return url;
  });
}

/** As the platform's subgraphs run by themselves. */
async function serveSignedSubgraphs(): Promise<Urls> {
  return all(async subgraph => {
    const server = await serveSubgraph(ours(subgraph), {
      host: HOST,
      port: 0,
      secret: SECRET,
      findKey: async () => undefined,
    });
    return server.url;
  });
}

async function all(start: (subgraph: MemorySubgraph) => Promise<string>): Promise<Urls> {
  const entries = memorySubgraphs().map(async subgraph => [subgraph.name, await start(subgraph)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const ours = ({ name, sdl, schema }: MemorySubgraph): Subgraph =>
  new Subgraph({
    schema: { name, sdl, schema, access: new Map(), fieldScopes: new Map() },
    logger: createLogger(name, 'warn'),
    createServices: () => ({}),
  });

function supergraph(urls: Urls): string {
  const services = memorySubgraphs().map(({ name, sdl }) => ({
    name,
    url: urls[name] ?? 'http://in.process',
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors}`);
  return supergraphSdl;
}

/** As Apollo's documentation sets a gateway up. */
async function servePlainGateway(urls: Urls): Promise<object> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph(urls) }) });
  return startStandaloneServer(server, { listen: { host: HOST, port: 0 } });
}

type Endpoints = Partial<Record<SubgraphName, SubgraphEndpoint>>;

const remote = (urls: Urls): Endpoints =>
  Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      pooledEndpoint({ name: name as SubgraphName, url, secret: SECRET, caller: 'gateway' }),
    ]),
  );

const inProcess = (): Endpoints =>
  Object.fromEntries(memorySubgraphs().map(subgraph => [subgraph.name, ours(subgraph)]));

async function serveOurGateway(endpoints: Endpoints): Promise<object> {
  const complete = Object.fromEntries(SUBGRAPHS.map(name => [name, endpoints[name] ?? absent(name)]));
  const gateway = await createGateway(
    parseGatewayConfig({ ...process.env, HOST, PORT: '0', MAX_QUERY_COST: '100000', LOG_LEVEL: 'warn' }),
    {
      logger: createLogger('gateway', 'warn'),
      endpoints: complete as Record<SubgraphName, SubgraphEndpoint>,
      findKey: async () => undefined,
      supergraph: supergraph({}),
    },
  );
  const { url } = await gateway.listen();
  return { url: `${url}/graphql` };
}

/** Nothing in the workloads asks it; what the gateway itself asks has an answer. */
const absent = (name: SubgraphName): SubgraphEndpoint => ({
  name,
  async execute({ query }) {
    if (query.includes('supergraphRelease')) return { data: { supergraphRelease: null } };
    throw new ServiceUnavailableError(name, 'not part of the benchmark');
  },
});

const roles: Readonly<Record<string, (urls: Urls) => Promise<object>>> = {
  'plain-subgraphs': servePlainSubgraphs,
  'signed-subgraphs': serveSignedSubgraphs,
  'plain-gateway': servePlainGateway,
  'our-gateway': urls => serveOurGateway(remote(urls)),
  'our-gateway-in-process': () => serveOurGateway(inProcess()),
  supergraph: async urls => ({ sdl: supergraph(urls) }),
};

const [role = '', urls = '{}'] = process.argv.slice(2);
const serve = roles[role];
if (!serve) throw new Error(`There is no role ${role}.`);
console.log(JSON.stringify(await serve(JSON.parse(urls))));

// Whoever has a channel to this process may ask what it holds after a collection.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
process.channel?.unref();
