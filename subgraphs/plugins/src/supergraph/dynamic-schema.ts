import type { SubgraphSchema } from '@ticketbase/subgraph-kit';
import { extendSchema, type GraphQLFieldResolver, parse } from 'graphql';
import type { PluginsContext } from '../context.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';

/** This subgraph's schema with a typed mutation for every action of the given versions. */
export function withActions(base: SubgraphSchema, versions: readonly CompiledVersion[]): SubgraphSchema {
  const fragments = versions.map(version => version.actions.sdl).filter(sdl => sdl !== '');
  if (fragments.length === 0) return base;
  const schema = extendSchema(base.schema, parse(fragments.join('\n\n')), { assumeValidSDL: false });
  const sdl = [base.sdl, ...fragments].join('\n\n');
  const access = new Map(base.access);
  const mutations = schema.getMutationType()!.getFields();
  for (const version of versions) {
    for (const { action, mutationField } of version.actions.fields) {
      mutations[mutationField]!.resolve = runAction(version, action);
      // Whether this action is public is one of the service's own checks.
      access.set(`Mutation.${mutationField}`, 'public');
    }
  }
  const service = schema.getQueryType()!.getFields()._service;
  if (service) service.resolve = () => ({ sdl });
  return { name: base.name, schema, sdl, access, fieldScopes: base.fieldScopes };
}

interface ActionArguments {
  readonly input?: unknown;
  readonly organization?: string | null;
}

function runAction(version: CompiledVersion, action: string): GraphQLFieldResolver<unknown, PluginsContext> {
  return (_, { input, organization }: ActionArguments, { actions }) =>
    actions.executeTyped({ version, action, input, organization });
}
