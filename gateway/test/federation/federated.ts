import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphResponse } from '@ticketbase/kernel';
import { execute, type GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { refuseVendorTelemetry } from '../../src/config.ts';
import { Documents } from '../../src/documents.ts';
import { plannerOf } from '../../src/execution/apollo-internals.ts';
import { PlanExecutor } from '../../src/execution/plan-executor.ts';
import { plannedNames } from '../../src/execution/separate-arguments.ts';
import { isOfTypeIn } from '../../src/execution/type-conditions.ts';
import type { AdmittedOperation, OperationResult } from '../../src/supergraph/supergraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@override", "@interfaceObject", "@extends"])`;

type Resolve = (parent: never, args: never) => unknown;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>;

/** A subgraph: its types and its resolvers. */
export type Part = readonly [types: string, resolvers: Resolvers];

/** The data and errors of an operation; errors as code and path. */
export interface Answered {
  readonly data: unknown;
  readonly errors?: readonly string[];
}

export interface Federated {
  ask(query: string, variables?: Record<string, unknown>): Promise<Answered>;
  /** The same of the plain executor of @apollo/gateway. */
  askApollo(query: string, variables?: Record<string, unknown>): Promise<Answered>;
  /** What subgraphs were asked, as `name: query`. */
  readonly asked: string[];
}

/** Composes subgraphs, and answers operations over them in this process. */
export async function federated(parts: Readonly<Record<string, Part>>): Promise<Federated> {
  refuseVendorTelemetry();
  const services = Object.entries(parts).map(([name, [types]]) => ({
    ...{ name, url: 'http://none.invalid', typeDefs: parse(`${LINK}\n${types}`) },
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors}`);
  const gateway = new ApolloGateway({
    ...{ supergraphSdl, logger: { debug() {}, info() {}, warn() {}, error() {} } },
    buildService: ({ name }) => dataSource(query => askSubgraph(name, query.query, query.variables)),
  });
  const { schema, executor: apollo } = await gateway.load();
  const planner = plannerOf(gateway);
  const asked: string[] = [];
  const schemas = new Map(
    services.map(({ name, typeDefs }) => [
      name,
      buildSubgraphSchema({ typeDefs, resolvers: parts[name]![1] as never }),
    ]),
  );
  const askSubgraph = async (name: string, query: string, variables: object): Promise<SubgraphResponse> => {
    asked.push(`${name}: ${query}`);
    const document = parse(query);
    const faults = validate(schemas.get(name)!, document);
    if (faults.length > 0) throw new Error(`${name} was asked what it does not know: ${faults} ${query}`);
    const variableValues = JSON.parse(JSON.stringify(variables));
    return JSON.parse(JSON.stringify(await execute({ schema: schemas.get(name)!, document, variableValues })));
  };
  const executor = new PlanExecutor({
    documents: new Documents(),
    ...{ planner, schema, isOfType: isOfTypeIn(planner.supergraphSchema) },
    plannedNames: plannedNames(planner.supergraphSchema),
    observer: { hit() {}, miss() {} },
    unavailable: { message: 'unavailable', extensions: { code: 'SERVICE_UNAVAILABLE' } },
    otherwise: () => Promise.reject(new Error('Left to the other executor.')),
    askerOf: name => (operation, variables) => askSubgraph(name, operation.query, variables),
  });
  const answered = async (execute: Execute, query: string, variables: Record<string, unknown> = {}) => {
    asked.length = 0;
    const document = parse(query);
    const faults = validate(schema, document);
    if (faults.length > 0) throw new Error(String(faults));
    const { data, errors, extensions } = await execute({
      ...{ request: { query, variables }, document, operation: getOperationAST(document)!, queryHash: query },
      ...{ schema, context: { observed: {}, client: {}, requestId: 'federated' } },
    } as unknown as AdmittedOperation);
    const all = [...(errors ?? []), ...invalid(extensions)].map(tell);
    return all.length > 0 ? { data: plain(data), errors: all } : { data: plain(data) };
  };
  return {
    asked,
    ask: (query, variables) => answered(operation => executor.execute(operation), query, variables),
    askApollo: (query, variables) => answered(apollo, query, variables),
  };
}

type Execute = (operation: AdmittedOperation) => Promise<OperationResult>;
type SubgraphQuery = { query: string; variables: object };

const dataSource = (ask: (query: SubgraphQuery) => Promise<SubgraphResponse>) =>
  ({ process: ({ request }) => ask(request as SubgraphQuery) }) as GraphQLDataSource as never;

const invalid = (extensions: OperationResult['extensions']) => (extensions?.valueCompletion ?? []) as GraphQLError[];
const tell = ({ path, extensions, message }: GraphQLError) => `${extensions.code ?? message} at ${path?.join('.')}`;
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null));
