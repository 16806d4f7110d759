import type { Scope } from '@ticketbase/kernel';
import type { CommandClient } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import { graphql } from '../generated/index.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { HostCallRefused } from './plugin-host.ts';

/** Runs an operation on the supergraph; the composition root calls the gateway. */
export type SupergraphCaller = (call: {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
  readonly requestId: string;
}) => Promise<{
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }>;
}>;

const ISSUE_TOKEN = graphql(`
  mutation IssuePluginToken($installationId: ID!, $pluginId: ID!, $scopes: [String!]!) {
    issuePluginToken(installationId: $installationId, pluginId: $pluginId, scopes: $scopes) { accessToken expiresIn }
  }
`);

const graphqlArgs = z.object({
  query: z.string().max(20_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Grantee = Pick<PluginInstallation, 'id' | 'organizationId' | 'pluginId'>;

/** The supergraph as plugins may use it: in their tenant, under the scopes they are given. */
export class PluginGraphql {
  private readonly users: () => CommandClient;
  private readonly call: SupergraphCaller | undefined;

  constructor(users: () => CommandClient, call: SupergraphCaller | undefined) {
    this.users = users;
    this.call = call;
  }

  /** Answers `ctx.graphql`: the data, or a refusal with the first error's code. Throws HostCallRefused. */
  async hostCall(grantee: Grantee, scopes: readonly string[], args: unknown, requestId: string): Promise<unknown> {
    const parsed = graphqlArgs.safeParse(args);
    if (!parsed.success) throw new HostCallRefused('INVALID_ARGUMENTS', 'graphql takes a query and its variables.');
    const { query, variables } = parsed.data;
    const answer = await this.run(grantee, scopes, { query, variables: variables ?? {}, requestId });
    const [error] = answer.errors ?? [];
    if (!error) return answer.data;
    throw new HostCallRefused(String(error.extensions?.code ?? 'GRAPHQL_ERROR'), error.message);
  }

  /** Runs an operation with a token of the installation's own that holds `scopes` and lives a minute. */
  async run(
    grantee: Grantee,
    scopes: readonly (string | Scope)[],
    operation: { query: string; variables: Record<string, unknown>; requestId: string },
  ): ReturnType<SupergraphCaller> {
    if (!this.call) throw new HostCallRefused('GRAPHQL_UNAVAILABLE', 'The supergraph cannot be reached from here.');
    const { issuePluginToken } = await this.users().call(
      ISSUE_TOKEN,
      { installationId: grantee.id, pluginId: grantee.pluginId, scopes: [...scopes] },
      { organizationId: grantee.organizationId, requestId: operation.requestId },
    );
    return this.call({ ...operation, accessToken: issuePluginToken.accessToken });
  }
}
