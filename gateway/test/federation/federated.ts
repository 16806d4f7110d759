import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { refuseVendorTelemetry } from '../../src/config.ts';
import { plannerOf } from '../../src/execution/apollo-internals.ts';
import { PlanExecutor } from '../../src/execution/plan-executor.ts';
import { plannedNames } from '../../src/execution/separate-arguments.ts';
import { isOfTypeIn } from '../../src/execution/type-conditions.ts';
import type { AdmittedOperation, OperationResult } from '../../src/supergraph/supergraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@override", "@interfaceObject"])`;

type Resolve = (parent: never, args: never) => unknown;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>;

/** A subgraph: its types and its resolvers. */
export type Part = readonly [types: string, resolvers: Resolvers];

export interface Federated {
  /** The data and errors of an operation; errors as code and path. */
  ask(query: string, variables?: Record<string, unknown>): Promise<{ data: unknown; errors?: string[] }>;
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
  const gateway = new ApolloGateway({ supergraphSdl, logger: { debug() {}, info() {}, warn() {}, error() {} } });
  const { schema } = await gateway.load();
  const planner = plannerOf(gateway);
  const asked: string[] = [];
  const schemas = new Map(
    services.map(({ name, typeDefs }) => [
      name,
      buildSubgraphSchema({ typeDefs, resolvers: parts[name]![1] as never }),
    ]),
  );
  const executor = new PlanExecutor({
    ...{ planner, schema, isOfType: isOfTypeIn(planner.supergraphSchema) },
    plannedNames: plannedNames(planner.supergraphSchema),
    observer: { hit() {}, miss() {} },
    unavailable: { message: 'unavailable', extensions: { code: 'SERVICE_UNAVAILABLE' } },
    otherwise: () => Promise.reject(new Error('Left to the other executor.')),
    askerOf: name => async (operation, variables) => {
      asked.push(`${name}: ${operation.query}`);
      const document = parse(operation.query);
      const faults = validate(schemas.get(name)!, document);
      if (faults.length > 0) throw new Error(`${name} was asked what it does not know: ${faults} ${operation.query}`);
      const variableValues = JSON.parse(JSON.stringify(variables));
      return JSON.parse(JSON.stringify(await execute({ schema: schemas.get(name)!, document, variableValues })));
    },
  });
  return {
    asked,
    async ask(query, variables = {}) {
      asked.length = 0;
      const document = parse(query);
      const faults = validate(schema, document);
      if (faults.length > 0) throw new Error(String(faults));
      const { data, errors, extensions } = await executor.execute({
        ...{ request: { query, variables }, document, operation: getOperationAST(document)!, queryHash: query },
        ...{ schema, context: { observed: {}, client: {}, requestId: 'federated' } },
      } as unknown as AdmittedOperation);
      const all = [...(errors ?? []), ...invalid(extensions)].map(tell);
      return all.length > 0 ? { data: plain(data), errors: all } : { data: plain(data) };
    },
  };
}

const invalid = (extensions: OperationResult['extensions']) => (extensions?.valueCompletion ?? []) as GraphQLError[];
const tell = ({ path, extensions, message }: GraphQLError) => `${extensions.code ?? message} at ${path?.join('.')}`;
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null));
