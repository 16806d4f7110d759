import type { z } from 'zod';
import type { Issue, JsonSchema } from './json-schema.ts';
import {
  paymentConfirmInput,
  paymentConfirmOutput,
  paymentRefundInput,
  paymentRefundOutput,
  paymentStartInput,
  paymentStartOutput,
} from './payment.ts';
import type { PluginManifest } from './schema.ts';

const CALLS = {
  start: { input: paymentStartInput, output: paymentStartOutput },
  confirm: { input: paymentConfirmInput, output: paymentConfirmOutput },
  refund: { input: paymentRefundInput, output: paymentRefundOutput },
} as const;

/**
 * Whether the actions of the `payment` section can be called by the platform: a mismatch would else be found by the first
 * buyer. Looks at the names of properties; what their values must be, a provider may narrow as it needs to.
 */
export function paymentIssues({ actions, payment }: Pick<PluginManifest, 'actions' | 'payment'>): Issue[] {
  if (!payment) return [];
  return Object.entries(CALLS).flatMap(([call, { input, output }]) => {
    const name = payment[call as keyof typeof CALLS];
    const action = name === undefined || !Object.hasOwn(actions, name) ? undefined : actions[name];
    if (!action) return [];
    const path = ['actions', name!];
    return [
      ...(action.input ? inputIssues(action.input, input, [...path, 'input'], `payment.${call}`) : []),
      ...outputIssues(action.output, output, [...path, 'output'], `payment.${call}`),
      ...(call === 'start' ? methodIssues(action.input, payment.methods, [...path, 'input']) : []),
    ];
  });
}

function inputIssues(schema: JsonSchema, sent: z.ZodObject, path: Issue['path'], call: string): Issue[] {
  const names = Object.keys(sent.shape);
  const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
  const missing = required.filter(name => !names.includes(String(name)));
  const unknown = schema.additionalProperties === false ? names.filter(name => !isDeclared(schema, name)) : [];
  return [
    ...missing.map(name => ({ path: [...path, 'required'], message: `asks for ${name}, which ${call} is not given` })),
    ...unknown.map(name => ({
      path: [...path, 'properties'],
      message: `does not allow ${name}, which ${call} is given`,
    })),
  ];
}

function outputIssues(schema: JsonSchema | undefined, wanted: z.ZodObject, path: Issue['path'], call: string): Issue[] {
  if (!schema) return [{ path, message: `is required for the action of ${call}` }];
  const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
  const names = Object.entries(wanted.shape).flatMap(([name, type]) => (type.isOptional() ? [] : [name]));
  return names
    .filter(name => !required.includes(name))
    .map(name => ({ path: [...path, 'required'], message: `must name ${name}, which ${call} answers` }));
}

function methodIssues(schema: JsonSchema | undefined, methods: { id: string }[], path: Issue['path']): Issue[] {
  const method = (schema?.properties as Record<string, { enum?: unknown }> | undefined)?.method;
  if (!Array.isArray(method?.enum)) return [];
  const allowed: unknown[] = method.enum;
  return methods
    .filter(({ id }) => !allowed.includes(id))
    .map(({ id }) => ({
      path: [...path, 'properties', 'method', 'enum'],
      message: `lacks ${id}, one of payment.methods`,
    }));
}

const isDeclared = (schema: JsonSchema, name: string) => Object.hasOwn((schema.properties ?? {}) as object, name);
