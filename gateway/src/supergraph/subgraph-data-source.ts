import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { SubgraphResponse } from '@ticketbase/kernel';
import { Kind, parse } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { type SubgraphClient, UNAVAILABLE } from './subgraph-client.ts';

type ProcessOptions = GraphQLDataSourceProcessOptions<RequestContext>;
type ResponseError = NonNullable<SubgraphResponse['errors']>[number];
type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>;
type ErrorPath = NonNullable<ResponseError['path']>;

/** The fetches of @apollo/gateway's own executor, for a subgraph. */
export class SubgraphDataSource implements GraphQLDataSource<RequestContext> {
  private readonly client: SubgraphClient;

  constructor(client: SubgraphClient) {
    this.client = client;
  }

  async process({ request, context }: ProcessOptions): Promise<FetchResult> {
    const query = request.query as string;
    const { variables, operationName } = request;
    try {
      // What changes something is to be known as that; queries of this executor are not shared.
      const type = query.startsWith('mutation') ? 'mutation' : undefined;
      const response = await this.client.ask({ query, variables, operationName, type }, context as RequestContext);
      return { data: response.data, errors: response.errors?.map(error => withPublicPath(error, query)) };
    } catch {
      // A fault of one subgraph leaves the others' data intact.
      return { errors: pathsOf(query).map(path => ({ ...UNAVAILABLE, path })) };
    }
  }
}

/** The path as clients see it: the planner's own `_entities` field is not part of it. */
function withPublicPath(error: ResponseError, query: string): ResponseError {
  const { message, extensions } = error;
  const [root, index] = error.path ?? [];
  if (root === '_entities' && typeof index !== 'number') return { message, extensions, path: [] };
  return { message, extensions, path: error.path ?? (isEntityFetch(query) ? [] : undefined) };
}

const isEntityFetch = (query: string) => query.includes('_entities(representations:');

/** The client's fields that stay without an answer. */
function pathsOf(query: string): ErrorPath[] {
  if (isEntityFetch(query)) return [[]];
  const operation = parse(query).definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  return selections.flatMap(field => (field.kind === Kind.FIELD ? [[(field.alias ?? field.name).value]] : []));
}
