import { z } from 'zod';
import { EXTENSION_TARGETS } from './extension-targets.ts';
import { HOOK_EVENTS } from './hook-events.ts';
import type { JsonSchema } from './json-schema.ts';
import { PLUGIN_SCOPES } from './plugin-scopes.ts';
import { scheduleSchema } from './schedule.ts';

/** What a plugin is mainly for; the marketplace groups by it. */
export const PLUGIN_CATEGORIES = [
  'PAYMENT',
  'ANALYTICS',
  'MARKETING',
  'COMMUNICATION',
  'CHECK_IN',
  'INTEGRATION',
  'OTHER',
] as const;

/** What plugin code may export beside actions and hooks. */
export const LIFECYCLE_FUNCTIONS = ['onUpgrade', 'onUninstall'] as const;
/** The name of a function that plugin code may export beside actions and hooks. */
export type LifecycleFunction = (typeof LIFECYCLE_FUNCTIONS)[number];

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
// https://semver.org, the suggested expression
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;
const SEMVER_RANGE = /^(?:\^|~|>=)?\d+\.\d+\.\d+$/;
// A name with a dot, in lower case; no scheme, port, path, wildcard or bare address.
const HOST_NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const RELATIVE_FILE = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w@./-]+$/;

const kebabCase = z
  .string()
  .max(60)
  .regex(KEBAB_CASE, 'must be kebab-case: lower-case letters, digits and single dashes');
const actionName = kebabCase.describe('The name of an action of this plugin.');
const relativeFile = z.string().max(200).regex(RELATIVE_FILE, 'must be a path inside the plugin');
const jsonSchema = z.custom<JsonSchema>(value => typeof value === 'object' && value !== null && !Array.isArray(value), {
  message: 'must be a JSON Schema object',
});

/** One backend action: what it takes, what it answers, and who may call it. */
const actionSchema = z.strictObject({
  title: z.string().min(1).max(120).optional().describe('A short name for people.'),
  description: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('What the action does; it becomes the description of its mutation.'),
  input: jsonSchema.optional().describe('The JSON Schema of what callers send; an object.'),
  output: jsonSchema.optional().describe('The JSON Schema of what the action answers.'),
  public: z.boolean().default(false).describe('Whether an anonymous buyer may call it.'),
});

/** How a plugin takes payments. */
const paymentSchema = z.strictObject({
  methods: z
    .array(
      z.strictObject({
        id: kebabCase.describe('The name of the method within the plugin.'),
        label: z.string().min(1).max(80).describe('What the buyer chooses by.'),
        description: z.string().max(300).optional().describe('One sentence below the label.'),
      }),
    )
    .min(1)
    .max(20)
    .describe('The ways to pay that buyers may choose from.'),
  start: actionName.describe('The action called at checkout: takes PaymentStartInput, answers PaymentStartOutput.'),
  confirm: actionName
    .optional()
    .describe(
      'The action that asks the provider whether the money came: takes PaymentConfirmInput, answers PaymentConfirmOutput.',
    ),
  refund: actionName
    .optional()
    .describe('The action that gives money back: takes PaymentRefundInput, answers PaymentRefundOutput.'),
});

/** The shape of `plugin.json`. References between its parts are checked by `parseManifest`. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find this schema.'),
  id: kebabCase.min(2).describe('The name of the plugin in the marketplace; it never changes.'),
  name: z.string().min(1).max(80).describe('The name people see.'),
  version: z
    .string()
    .max(64)
    .regex(SEMVER, 'must be a semantic version such as 1.0.0')
    .describe('The semantic version of this release.'),
  description: z.string().max(1000).default('').describe('What the plugin does, in a sentence or two.'),
  author: z.string().min(1).max(120).describe('Who publishes the plugin.'),
  category: z.enum(PLUGIN_CATEGORIES).describe('What the plugin is mainly for.'),
  platform: z
    .string()
    .regex(SEMVER_RANGE, 'must be a version range such as ^1.0.0')
    .default('^1.0.0')
    .describe('The versions of the platform it runs on.'),
  permissions: z
    .array(z.enum(PLUGIN_SCOPES) as z.ZodType<string, string>)
    .max(PLUGIN_SCOPES.length)
    .default([])
    .describe('The platform scopes its code may use.'),
  network: z
    .array(z.string().regex(HOST_NAME, 'must be a host name such as api.example.com, without scheme, port or path'))
    .max(20)
    .default([])
    .describe('The only hosts its code may reach.'),
  configSchema: jsonSchema
    .default({ type: 'object', properties: {}, additionalProperties: false })
    .describe('The JSON Schema of its settings; string properties marked `sensitive` are stored encrypted.'),
  secrets: z
    .record(
      z.string().max(100),
      z.strictObject({
        hosts: z
          .array(z.string())
          .optional()
          .describe(
            'The hosts of `network` that it may be sent to: all if absent; none if empty, for keys of HMAC alone.',
          ),
      }),
    )
    .default({})
    .describe('Sensitive settings that its code does not get, but handles of them, by `ctx.secret`.'),
  actions: z.record(kebabCase, actionSchema).default({}).describe('The backend actions, by name.'),
  hooks: z
    .array(z.enum(HOOK_EVENTS))
    .max(HOOK_EVENTS.length)
    .default([])
    .describe('The domain events its code is told of.'),
  webhooks: z
    .record(kebabCase, z.strictObject({ action: actionName }))
    .default({})
    .describe('The routes that outside services call, and the action that answers each.'),
  schedules: z.record(kebabCase, scheduleSchema).default({}).describe('The actions that run by themselves, and when.'),
  lifecycle: z
    .array(z.enum(LIFECYCLE_FUNCTIONS))
    .max(LIFECYCLE_FUNCTIONS.length)
    .default([])
    .describe('The functions that its code exports for changes of version and for its removal.'),
  extensions: z
    .array(
      z.strictObject({
        target: z.enum(EXTENSION_TARGETS).describe('The place in the user interface.'),
        component: z
          .string()
          .regex(/^[A-Z]\w{0,79}$/, 'must be a component name in PascalCase')
          .describe('The exported component.'),
        input: relativeFile.optional().describe('The file with the GraphQL query for its data.'),
      }),
    )
    .max(50)
    .default([])
    .describe('The user interface components and where they go.'),
  payment: paymentSchema.optional().describe('Present when the plugin takes payments.'),
  build: z
    .strictObject({
      backend: relativeFile.optional().describe('The source file that exports `backendActions` and `hooks`.'),
      frontend: relativeFile.optional().describe('The source file that exports the components.'),
    })
    .default({})
    .describe('The source files the plugin is built from.'),
});

/** A checked `plugin.json`, with its defaults filled in. */
export type PluginManifest = z.output<typeof manifestSchema>;
/** One action of a manifest. */
export type PluginAction = z.output<typeof actionSchema>;
/** The payment section of a manifest. */
export type PluginPayment = z.output<typeof paymentSchema>;
