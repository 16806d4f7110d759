import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Json,
  JsonSchema,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import { PluginRequestInput, PluginRequestType } from '../consent/plugin-request.type.ts';
import type { PluginsContext } from '../context.ts';
import { PluginLogConnection } from '../log/plugin-log.type.ts';
import { PluginType, PluginVersionType } from '../plugin/plugin.type.ts';
import type { PluginInstallation } from './installation.entity.ts';
import { PluginInstallationType } from './installation.type.ts';

const ID_ARGUMENT = { description: 'The installation.' };

@Resolver(() => PluginInstallationType)
export class InstallationResolver {
  @Access('plugins:read')
  @Query(() => [PluginInstallationType], { description: 'The plugins of the organization, by id.' })
  installedPlugins(@Ctx() { installations }: PluginsContext) {
    return installations.list();
  }

  @Access('plugins:read')
  @Query(() => PluginInstallationType, {
    nullable: true,
    description: 'The installation with this id, if it is the organization’s.',
  })
  pluginInstallation(@Arg('id', () => ID, ID_ARGUMENT) id: string, @Ctx() { installations }: PluginsContext) {
    return installations.find(id);
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description:
      'Installs a plugin with exactly what its version asks for, all of which must be consented to. Configure it if it has settings, then enable it.',
  })
  installPlugin(
    @Arg('pluginId', () => ID, { description: 'Its name in the marketplace.' }) pluginId: string,
    @Arg('version', () => String, { nullable: true, description: 'A published version; the one offered if absent.' })
    version: string | null | undefined,
    @Arg('grant', () => [String], { description: 'The scopes that it is given: all that its manifest asks for.' })
    grant: string[],
    @Arg('consent', () => [PluginRequestInput], {
      nullable: true,
      description: 'What else it is allowed: all of `PluginVersion.requests`.',
    })
    consent: PluginRequestInput[] | null | undefined,
    @Ctx() { installations }: PluginsContext,
  ) {
    return installations.install(pluginId, version, { scopes: grant, requests: consent ?? [] });
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description:
      'Changes the version of an installation, up or down. Whatever the version asks for beyond what was consented to must be consented to, else nothing changes; nor does anything if the newer of the two adapts what is stored and fails.',
  })
  upgradePlugin(
    @Arg('installationId', () => ID, ID_ARGUMENT) installationId: string,
    @Arg('version', () => String, { description: 'A published version.' }) version: string,
    @Arg('grant', () => [String], {
      nullable: true,
      description: 'Scopes that the version asks for beyond those granted.',
    })
    grant: string[] | null | undefined,
    @Arg('consent', () => [PluginRequestInput], {
      nullable: true,
      description: 'What else the version asks for beyond `PluginInstallation.consented`.',
    })
    consent: PluginRequestInput[] | null | undefined,
    @Ctx() { upgrades }: PluginsContext,
  ) {
    return upgrades.upgrade(installationId, version, { scopes: grant ?? [], requests: consent ?? [] });
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description: 'Lets the plugin run and show its components, once its settings are complete.',
  })
  enablePlugin(
    @Arg('installationId', () => ID, ID_ARGUMENT) installationId: string,
    @Ctx() { configurations }: PluginsContext,
  ) {
    return configurations.enable(installationId);
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, { description: 'Stops the plugin; its settings and data stay.' })
  disablePlugin(
    @Arg('installationId', () => ID, ID_ARGUMENT) installationId: string,
    @Ctx() { installations }: PluginsContext,
  ) {
    return installations.disable(installationId);
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description:
      'Replaces the settings, checked against the schema of the version. A masked value keeps what is stored.',
  })
  configurePlugin(
    @Arg('installationId', () => ID, ID_ARGUMENT) installationId: string,
    @Arg('configuration', () => Json, { description: 'All settings, by name.' }) configuration: unknown,
    @Ctx() { configurations }: PluginsContext,
  ) {
    return configurations.configure(installationId, configuration);
  }

  @FieldResolver(() => PluginType, { description: 'The plugin.' })
  plugin(@Root() installation: PluginInstallation, @Ctx() { plugins }: PluginsContext) {
    return plugins.pluginOf(installation.pluginId);
  }

  @FieldResolver(() => PluginVersionType, { description: 'The version that is installed.' })
  version(@Root() installation: PluginInstallation, @Ctx() { plugins }: PluginsContext) {
    return plugins.version(installation.versionId);
  }

  @FieldResolver(() => Json, { description: 'The settings; sensitive ones are masked.' })
  configuration(@Root() installation: PluginInstallation, @Ctx() { configurations }: PluginsContext) {
    return configurations.masked(installation);
  }

  @FieldResolver(() => Boolean, { description: 'True if the settings satisfy the schema, so that it can run.' })
  configured(@Root() installation: PluginInstallation, @Ctx() { configurations }: PluginsContext) {
    return configurations.isComplete(installation);
  }

  @FieldResolver(() => JsonSchema, { description: 'What the settings may be.' })
  async configSchema(@Root() installation: PluginInstallation, @Ctx() { plugins }: PluginsContext) {
    return (await plugins.version(installation.versionId)).manifest.configSchema;
  }

  @FieldResolver(() => [String], { description: 'The scopes that the organization gave it.' })
  grantedPermissions(@Root() installation: PluginInstallation, @Ctx() { installations }: PluginsContext) {
    installations.requireView(installation);
    return installation.grantedPermissions;
  }

  @FieldResolver(() => [PluginRequestType], { description: 'What else the organization consented to.' })
  consented(@Root() installation: PluginInstallation, @Ctx() { installations }: PluginsContext) {
    return installations.consented(installation);
  }

  @FieldResolver(() => Int, { description: 'The bytes that it keeps in its storage.' })
  storageBytes(@Root() installation: PluginInstallation, @Ctx() { installations }: PluginsContext) {
    return installations.storageBytes(installation);
  }

  @FieldResolver(() => PluginLogConnection, { description: 'What it wrote to its log, newest first.' })
  logs(
    @Root() installation: PluginInstallation,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { installations }: PluginsContext,
  ) {
    return installations.logs(installation, page);
  }
}

export const installationReferences = {
  PluginInstallation: ({ id }: { id: string }, { installations }: PluginsContext) => installations.find(id),
};
