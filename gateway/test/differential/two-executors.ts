import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLSchema, getOperationAST, Kind, parse, print } from 'graphql';
import { refuseVendorTelemetry } from '../../src/config.ts';
import { Documents } from '../../src/documents.ts';
import { type Planner, plannerOf } from '../../src/execution/apollo-internals.ts';
import { PlanExecutor } from '../../src/execution/plan-executor.ts';
import { fillEmptySelections, resolveConditions } from '../../src/execution/resolve-conditions.ts';
import { plannedNames } from '../../src/execution/separate-arguments.ts';
import { isOfTypeIn } from '../../src/execution/type-conditions.ts';
import type { AdmittedOperation, OperationResult } from '../../src/supergraph/supergraph.ts';
import type { RandomOperation } from './random-operation.ts';
import { ENTITIES, findEntity, type World, worldResolver } from './shop-data.ts';

/** One supergraph, executed by ours and by that of @apollo/gateway, over the same subgraphs in this process. */
export interface TwoExecutors {
  readonly schema: GraphQLSchema;
  /**
   * The same operation with its conditions decided, which @apollo/gateway gets wrong in places; undefined if an object
   * remains of which nothing is asked.
   */
  decided(operation: RandomOperation): RandomOperation | undefined;
  /** Operations that ours left to the other. */
  readonly leftToOther: number;
  ours(operation: RandomOperation, world: World): Promise<OperationResult>;
  theirs(operation: RandomOperation, world: World): Promise<OperationResult>;
  /** What graphql-js answers where all is one graph: only in a world without faults is it the same. */
  undivided(operation: RandomOperation, world: World): Promise<OperationResult>;
}

type Ask = (query: string, variables: object | undefined, world: World) => Promise<Record<string, unknown>>;

export async function twoExecutors(subgraphs: Readonly<Record<string, string>>): Promise<TwoExecutors> {
  refuseVendorTelemetry();
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: 'http://none', typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors}`);
  const askers = new Map(services.map(({ name, typeDefs }) => [name, inProcess(name, typeDefs)]));
  const plans = new Map<string, unknown>();
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    // Each document is planned once, for both.
    queryPlannerConfig: {
      cache: {
        get: async key => plans.get(key) as never,
        set: async (key, plan) => void plans.set(key, plan),
        delete: async key => plans.delete(key),
        clear: () => plans.clear(),
      },
    },
    buildService: ({ name }) => dataSource(askers.get(name)!),
  });
  const { schema, executor: otherwise } = await gateway.load();
  const { plan, supergraphSchema } = plannerOf(gateway);
  const planner: Planner = {
    supergraphSchema,
    plan(document, operationName) {
      const planned = plan(document, operationName);
      const query = queries.get(document);
      if (query !== undefined) plans.set(query, planned);
      return planned;
    },
  };
  let leftToOther = 0;
  const executor = new PlanExecutor({
    documents: new Documents(),
    planner,
    schema,
    isOfType: isOfTypeIn(supergraphSchema),
    plannedNames: plannedNames(supergraphSchema),
    observer: { hit() {}, miss() {} },
    unavailable: { message: 'unavailable', extensions: { code: 'SERVICE_UNAVAILABLE' } },
    otherwise: operation => {
      leftToOther += 1;
      return otherwise(operation);
    },
    askerOf: name => {
      const ask = askers.get(name)!;
      return ({ query }, variables, context) => ask(query, variables, worldOf(context));
    },
  });
  return {
    schema,
    get leftToOther() {
      return leftToOther;
    },
    decided({ query, variables }) {
      const document = resolveConditions(parseOnce(query), variables);
      return fillEmptySelections(document) === document ? { query: print(document), variables } : undefined;
    },
    ours: (operation, world) => executor.execute(admitted(operation, world, schema)),
    theirs: (operation, world) => otherwise(admitted(operation, world, schema)),
    async undivided({ query, variables: variableValues }, world) {
      return execute({ schema, document: parseOnce(query), variableValues, fieldResolver: worldResolver(world) });
    },
  };
}

const worldOf = (context: unknown): World => (context as { world: World }).world;

function dataSource(ask: Ask): GraphQLDataSource {
  return {
    async process({ request, context }) {
      return ask(request.query!, request.variables, worldOf(context)) as never;
    },
  };
}

const entity = (subgraph: string, __typename: string) => ({
  __resolveReference: async (reference: { id: string }, { world }: { world: World }) =>
    findEntity(subgraph, world, { ...reference, __typename }),
});

/** A subgraph whose answers went through JSON, as over HTTP. */
function inProcess(name: string, typeDefs: DocumentNode): Ask {
  const types = typeDefs.definitions.flatMap(definition =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition.name.value] : [],
  );
  const resolvers = Object.fromEntries(
    types.filter(type => ENTITIES.has(type)).map(type => [type, entity(name, type)]),
  );
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  const documents = new Map<string, DocumentNode>();
  return async (query, variables, world) => {
    const document = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, document);
    const fieldResolver = worldResolver(world);
    const variableValues = JSON.parse(JSON.stringify(variables ?? {}));
    const result = await execute({ schema, document, variableValues, contextValue: { world }, fieldResolver });
    return JSON.parse(JSON.stringify(result));
  };
}

/** The text of documents that are executed as they are. */
const queries = new WeakMap<DocumentNode, string>();
const parsed = new Map<string, DocumentNode>();

function parseOnce(query: string): DocumentNode {
  const document = parsed.get(query) ?? parse(query, { noLocation: true });
  if (parsed.size > 10) parsed.clear();
  parsed.set(query, document);
  queries.set(document, query);
  return document;
}

function admitted({ query, variables }: RandomOperation, world: World, schema: GraphQLSchema): AdmittedOperation {
  const document = parseOnce(query);
  const context = { world, observed: {}, client: {}, requestId: 'differential' };
  return {
    request: { query, variables },
    document,
    operation: getOperationAST(document)!,
    operationName: null,
    queryHash: query,
    source: query,
    schema,
    context,
    logger: console,
    metrics: {},
    overallCachePolicy: {},
    cache: new Map(),
  } as unknown as AdmittedOperation;
}
