import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import type { Finding } from '../scan/finding.ts';
import type { ComponentInput } from './component-input.ts';
import type { PluginVersionStatus } from './plugin-version-status.ts';

/** A plugin of the marketplace. It belongs to no tenant; its owner is the organization that published it first. */
export const PluginEntity = defineEntity({
  name: 'Plugin',
  tableName: 'plugin',
  properties: p => ({
    /** The manifest's id. */
    id: p.text().primary(),
    name: p.text(),
    description: p.text(),
    author: p.text(),
    category: p.text(),
    ownerOrganizationId: p.uuid(),
    /** The version that is offered and served; null until one is published. */
    latestVersionId: p.uuid().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  }),
});
export type Plugin = InferEntity<typeof PluginEntity>;

/** One release of a plugin. Everything but its status is fixed when it is submitted. */
export const PluginVersionEntity = defineEntity({
  name: 'PluginVersion',
  tableName: 'plugin_version',
  properties: p => ({
    id: p.uuid().primary(),
    pluginId: p.text(),
    version: p.text(),
    status: p.text().$type<PluginVersionStatus>(),
    manifest: p.json<PluginManifest>(),
    /** `sha256-<base64>` over the bundle's files: names its code, and its place in object storage. */
    integrity: p.text(),
    backendIntegrity: p.text().nullable(),
    frontendIntegrity: p.text().nullable(),
    /** What its components ask for, as it was checked when the version was submitted. */
    componentInputs: p.json<readonly ComponentInput[]>().defaultRaw("'[]'"),
    /** What was found when its bundle was looked through. */
    findings: p.json<readonly Finding[]>().defaultRaw("'[]'"),
    /** The bytes of each of its files. */
    fileSizes: p.json<Readonly<Record<string, number>>>().defaultRaw("'{}'"),
    submittedAt: p.datetime().defaultRaw('now()'),
    publishedAt: p.datetime().nullable(),
    reviewNote: p.text().nullable(),
    reviewedBy: p.uuid().nullable(),
  }),
});
export type PluginVersion = InferEntity<typeof PluginVersionEntity>;
