import type { JsonSchema } from '../manifest/json-schema.ts';
import type { PluginAction, PluginManifest } from '../manifest/schema.ts';
import { camelCase, NameRegistry, pascalCase, plainWords } from './names.ts';
import { describe, type MappedType, quote, TypeMapper, type TypeWarning } from './schema-to-type.ts';

/** The typed mutation of one action. */
export interface ActionField {
  action: string;
  /** Its name in `Mutation`. */
  mutationField: string;
  /** Its SDL: arguments and result. */
  signature: string;
  /** The type of the `input` argument; null when the action takes nothing. */
  inputType: string | null;
  outputType: string;
  /** Whether anonymous callers may use it, naming the tenant by the `organization` argument. */
  public: boolean;
}

/** What a manifest adds to the schema. */
export interface ActionsSDL {
  /** Definitions and one `extend type Mutation`; empty without actions. Needs the scalars JSON and DateTime. */
  sdl: string;
  fields: ActionField[];
  warnings: TypeWarning[];
  /** Turns the `input` argument of an action's mutation into the action's params. */
  toParams(action: string, input: unknown): unknown;
  /** Turns what an action answered into what its mutation answers. */
  toResult(action: string, data: unknown): unknown;
}

interface MappedAction {
  field: ActionField;
  input: MappedType | null;
  output: MappedType;
  line: string;
}

/**
 * The GraphQL face of a manifest's actions. The same manifest gives the same names, whatever else is published.
 * @param options.reserved names of types and mutation fields that are already used by the platform or by other plugins;
 *   a name among them gets a numbered ending
 */
export function actionsToSDL(
  manifest: Pick<PluginManifest, 'id' | 'name' | 'actions'>,
  options: { reserved?: Iterable<string> } = {},
): ActionsSDL {
  const names = new NameRegistry(options.reserved);
  const inputs = new TypeMapper('input', names);
  const outputs = new TypeMapper('output', names);
  const mapped = new Map<string, MappedAction>();
  for (const [name, action] of Object.entries(manifest.actions))
    mapped.set(name, mapAction(manifest, name, action, names, inputs, outputs));

  const lookUp = (action: string) => {
    const found = mapped.get(action);
    if (!found) throw new Error(`${manifest.id} has no action ${action}`);
    return found;
  };
  const definitions = [...inputs.definitions, ...outputs.definitions];
  const mutation = [...mapped.values()].map(each => each.line).join('\n');
  return {
    sdl: mapped.size === 0 ? '' : [...definitions, `extend type Mutation {\n${mutation}\n}`, ''].join('\n\n'),
    fields: [...mapped.values()].map(each => each.field),
    warnings: [...inputs.warnings, ...outputs.warnings],
    toParams: (action, input) => lookUp(action).input?.convert(input) ?? {},
    toResult: (action, data) => (data === null || data === undefined ? null : lookUp(action).output.convert(data)),
  };
}

function mapAction(
  manifest: Pick<PluginManifest, 'id' | 'name'>,
  name: string,
  action: PluginAction,
  names: NameRegistry,
  inputs: TypeMapper,
  outputs: TypeMapper,
): MappedAction {
  const base = `${pascalCase(manifest.id)}${pascalCase(name)}`;
  const path = ['actions', name];
  const what = `${plainWords(name)} of ${manifest.name}`;
  const takesNothing = !action.input || isEmptyObject(action.input);
  const input = takesNothing
    ? null
    : inputs.map(action.input, `${base}Input`, `What ${what} takes`, [...path, 'input']);
  const output: MappedType = action.output
    ? outputs.map(action.output, `${base}Result`, `What ${what} answers`, [...path, 'output'])
    : { type: 'JSON', nullable: true, convert: value => value };

  const mutationField = names.claim(`${camelCase(manifest.id)}_${camelCase(name)}`);
  const outputType = output.type;
  const args = [
    ...(input ? [{ text: `input: ${input.type}!`, description: describe(action.input, `What ${what} takes`) }] : []),
    ...(action.public
      ? [
          {
            text: 'organization: String',
            description: 'The slug of the organization, when the caller is not signed in to one.',
          },
        ]
      : []),
  ];
  const result = `${outputType}${output.nullable ? '' : '!'}`;
  const plain = args.length > 0 ? `(${args.map(arg => arg.text).join(', ')})` : '';
  const described = args.map(arg => `    ${quote(arg.description)}\n    ${arg.text}`).join('\n');
  const description = quote(action.description ?? action.title ?? `Runs ${what}.`);
  return {
    field: {
      action: name,
      mutationField,
      signature: `${mutationField}${plain}: ${result}`,
      inputType: input?.type ?? null,
      outputType,
      public: action.public,
    },
    input,
    output,
    line: `  ${description}\n  ${mutationField}${described ? `(\n${described}\n  )` : ''}: ${result}`,
  };
}

/** True for an object that can have no property that anybody knows of. */
const isEmptyObject = (schema: JsonSchema): boolean =>
  Object.keys((schema.properties as object | undefined) ?? {}).length === 0 &&
  !['$ref', 'oneOf', 'anyOf', 'allOf'].some(keyword => keyword in schema);
