import type { ExtensionTarget as Target } from '@ticketbase/plugin-sdk/manifest';
import { Access, Arg, Ctx, FieldResolver, Json, Query, Resolver, Root, Url } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import { PluginInstallationType } from '../installation/installation.type.ts';
import { ExtensionTarget } from '../plugin/plugin.type.ts';
import type { Extension } from './extension.service.ts';
import { ContextVariableType, ExtensionPointType, ExtensionType } from './extension.type.ts';
import { describePoint, EXTENSION_POINTS, type ExtensionPoint } from './extension-points.ts';

@Resolver(() => ExtensionType)
export class ExtensionResolver {
  @Access('public')
  @Query(() => [ExtensionType], { description: 'The components that enabled plugins show at a place.' })
  extensions(
    @Arg('target', () => ExtensionTarget, { description: 'The place.' }) target: Target,
    @Arg('organization', () => String, {
      nullable: true,
      description: 'The slug of the organization whose shop it is; the viewer’s organization if absent.',
    })
    organization: string | null | undefined,
    @Ctx() { extensions }: PluginsContext,
  ) {
    return extensions.at(target, organization);
  }

  @FieldResolver(() => PluginInstallationType, { description: 'Whose component it is.' })
  installation(@Root() extension: Extension) {
    return extension.installation;
  }

  @FieldResolver(() => Url, { description: 'Where its ES module can be read for an hour.' })
  moduleUrl(@Root() extension: Extension, @Ctx() { extensions }: PluginsContext) {
    return extensions.moduleUrl(extension);
  }

  @FieldResolver(() => Json, { description: 'The settings that are not sensitive; buyers may see them.' })
  configuration(@Root() extension: Extension, @Ctx() { extensions }: PluginsContext) {
    return extensions.configuration(extension);
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description:
      'The data that the component asks for, as far as the viewer may see it; empty if it asks for none, null with an error if its query fails, which leaves the other components whole.',
  })
  input(
    @Root() extension: Extension,
    @Arg('context', () => Json, { description: 'What it is shown beside: the variables of its place.' })
    context: unknown,
    @Ctx() { extensions }: PluginsContext,
  ) {
    return extensions.input(extension, context);
  }
}

@Resolver(() => ExtensionPointType)
export class ExtensionPointResolver {
  @Access('public')
  @Query(() => [ExtensionPointType], { description: 'The places of the user interface that plugins may fill.' })
  extensionPoints(@Ctx() { releases }: PluginsContext) {
    return EXTENSION_POINTS.map(point => describePoint(point, releases.contexts));
  }

  @Access('public')
  @Query(() => String, {
    description:
      'All that components can query, in SDL: the context types and what they lead to, with the scopes that fields need.',
  })
  extensionContexts(@Ctx() { releases }: PluginsContext): string {
    return releases.contexts.sdl;
  }

  @FieldResolver(() => [ContextVariableType], { description: 'What `Extension.input` is told about the place.' })
  variables(@Root() { variables }: ExtensionPoint): ContextVariableType[] {
    return Object.entries(variables).map(([name, { required }]) => ({ name, required }));
  }

  @FieldResolver(() => [ExtensionType], { description: 'What the plugins of the viewer’s organization show there.' })
  extensions(@Root() { target }: ExtensionPoint, @Ctx() { extensions }: PluginsContext) {
    return extensions.forViewer(target);
  }
}

export const extensionReferences = {
  Extension: ({ id }: { id: string }, { extensions }: PluginsContext) => extensions.reference(id),
};
