import { DomainError, type SubgraphEndpoint, Viewer } from '@ticketbase/kernel';

/** A GraphQL document with the types of its variables and its data, as codegen writes it. */
export interface TypedDocument<Data, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Data;
}

export interface CommandContext {
  /** The tenant for which the command runs; null if it concerns none. */
  readonly organizationId: string | null;
  readonly requestId: string;
  readonly signal?: AbortSignal;
}

/** A refusal by another subgraph, with the code and facts that it gave. */
export class RemoteError extends DomainError {
  private readonly remote: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.remote = extensions;
  }

  override get code(): string {
    return typeof this.remote.code === 'string' ? this.remote.code : 'INTERNAL_SERVER_ERROR';
  }

  override toExtensions(): Record<string, unknown> {
    return { ...this.remote, code: this.code };
  }
}

/** Calls another subgraph's commands (operations that are `@inaccessible` to clients) as a service. */
export class CommandClient {
  private readonly endpoint: SubgraphEndpoint;
  private readonly caller: string;

  constructor(endpoint: SubgraphEndpoint, caller: string) {
    this.endpoint = endpoint;
    this.caller = caller;
  }

  /** The operation's data. Throws RemoteError with the callee's code, or SERVICE_UNAVAILABLE. */
  async call<Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { organizationId, requestId, signal }: CommandContext,
  ): Promise<Data> {
    const { data, errors } = await this.endpoint.execute({
      query: document.toString(),
      variables: variables as Readonly<Record<string, unknown>>,
      viewer: Viewer.service(this.caller, organizationId),
      requestId,
      signal,
    });
    const [error] = errors ?? [];
    if (error) throw new RemoteError(error.message, error.extensions ?? {});
    return data as Data;
  }
}
