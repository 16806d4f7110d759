import { BadUserInputError, type Issue } from '@ticketbase/kernel';
import { contextFields, contextTypeOf } from '@ticketbase/plugin-sdk/contexts';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { ExtensionPoint } from './extension-points.ts';

/** What a component is shown beside, by the names of its place's variables. */
export type ContextValues = Readonly<Record<string, string>>;

/** Checks what a page says about a place. Throws BAD_USER_INPUT. */
export function readContext({ variables, target }: ExtensionPoint, given: unknown): ContextValues {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new BadUserInputError([{ path: 'context', message: 'Must be an object.' }]);
  const values = given as Record<string, unknown>;
  const issues: Issue[] = Object.entries(variables).flatMap(([name, { required }]) => {
    const value = values[name];
    if (value == null ? !required : typeof value === 'string' && value.length > 0 && value.length <= MAX_LENGTH)
      return [];
    return [
      { path: `context.${name}`, message: `Must be a text of 1 to ${MAX_LENGTH} characters, which ${target} needs.` },
    ];
  });
  if (issues.length > 0) throw new BadUserInputError(issues);
  return Object.fromEntries(
    Object.keys(variables).flatMap(name => (typeof values[name] === 'string' ? [[name, values[name]]] : [])),
  );
}

const MAX_LENGTH = 2_000;

/** One operation on the supergraph for several components at one place. */
export interface ContextOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

interface Part {
  readonly fields: readonly FieldNode[];
  readonly fragments: readonly FragmentDefinitionNode[];
}

/** What came back for a whole operation. */
export interface OperationAnswer {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }>;
}

/** What came back for one component. */
export type InputAnswer =
  | { readonly data: Record<string, unknown> }
  | { readonly error: { readonly message: string; readonly code: unknown } };

/**
 * Turns the queries of components, which are queries on their place's context type, into one on the supergraph: each
 * field of the context becomes the field of `Query` behind it, under an alias of the component's own.
 */
export class ContextPage {
  private readonly point: ExtensionPoint;
  private readonly values: ContextValues;
  private readonly parts: readonly Part[];

  constructor(point: ExtensionPoint, values: ContextValues, queries: readonly string[]) {
    this.point = point;
    this.values = values;
    this.parts = queries.map(partOf);
  }

  /** Null when no component asks the supergraph for anything. */
  get operation(): ContextOperation | null {
    const asked = this.parts.map(({ fields }) => fields.filter(field => this.isAsked(field)));
    const selections = asked.flatMap((fields, index) => fields.map(field => this.selection(field, index)));
    if (selections.length === 0) return null;
    const fragments = this.parts.flatMap(({ fragments: own }, index) => spreadIn(asked[index]!, own, index));
    const sources = asked.flat().map(({ name }) => this.point.sources[name.value]!);
    const used = new Set(sources.flatMap(variablesIn));
    const declared = [...used].map(name => `$${name}: ${this.point.variables[name]!.type}!`).join(', ');
    return {
      query: [`query ExtensionInputs${declared && `(${declared})`} {\n${selections.join('\n')}\n}`, ...fragments].join(
        '\n',
      ),
      variables: Object.fromEntries([...used].map(name => [name, this.values[name]])),
    };
  }

  /** What each component gets of what came back; undefined if nothing did, so that each is to be asked for alone. */
  answers({ data, errors = [] }: OperationAnswer): InputAnswer[] | undefined {
    if (typeof data !== 'object' || data === null) return undefined;
    return this.parts.map(({ fields }, index) => {
      const error = errors.find(({ path }) => String(path?.[0] ?? '').startsWith(prefix(index)));
      if (error) return { error: { message: error.message, code: error.extensions?.code } };
      const own = data as Record<string, unknown>;
      return {
        data: Object.fromEntries(
          fields.map(field => [keyOf(field), this.valueOf(field, own[prefix(index) + keyOf(field)])]),
        ),
      };
    });
  }

  private isAsked({ name }: FieldNode): boolean {
    const source = this.point.sources[name.value];
    // Without a value for it, such as before the first scan, there is nothing to ask for.
    return (
      source != null && [...source.matchAll(/\$(\w+)/g)].every(([, variable]) => this.values[variable!] !== undefined)
    );
  }

  private selection(field: FieldNode, index: number): string {
    const { selectionSet } = renamed(field, index);
    return `${prefix(index)}${keyOf(field)}: ${this.point.sources[field.name.value]} ${print(selectionSet!)}`;
  }

  private valueOf(field: FieldNode, answered: unknown): unknown {
    if (field.name.value === '__typename') return contextTypeOf(this.point.target);
    if (this.point.sources[field.name.value] === null) return this.values[field.name.value] ?? null;
    return answered ?? null;
  }
}

const prefix = (index: number) => `c${index}_`;
const keyOf = ({ alias, name }: FieldNode) => alias?.value ?? name.value;

function partOf(text: string): Part {
  const document = parse(text, { noLocation: true });
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = document.definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { fields: merged(contextFields(document, operation)), fragments };
}

/** A field that stands twice, such as in a fragment too, is asked for once, with what both select. */
function merged(fields: readonly FieldNode[]): FieldNode[] {
  const byKey = new Map<string, FieldNode>();
  for (const field of fields) {
    const known = byKey.get(keyOf(field));
    if (!known?.selectionSet || !field.selectionSet) byKey.set(keyOf(field), known ?? field);
    else {
      const selections = [...known.selectionSet.selections, ...field.selectionSet.selections];
      byKey.set(keyOf(field), { ...known, selectionSet: { ...known.selectionSet, selections } });
    }
  }
  return [...byKey.values()];
}

const variablesIn = (source: string) => [...source.matchAll(/\$(\w+)/g)].map(([, name]) => name!);

/** The fragments that the fields lead to, as text: what nothing spreads would be refused. */
function spreadIn(fields: readonly FieldNode[], own: readonly FragmentDefinitionNode[], index: number): string[] {
  const found = new Map<string, string>();
  const follow = (node: FieldNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = own.find(({ name }) => name.value === value)!;
        if (found.has(value)) return;
        const name = { ...fragment.name, value: prefix(index) + value };
        found.set(value, print(renamed({ ...fragment, name }, index)));
        follow(fragment);
      },
    });
  for (const field of fields) follow(field);
  return [...found.values()];
}

/** Fragments of several components may have one name. */
const renamed = <Node extends FieldNode | FragmentDefinitionNode>(node: Node, index: number): Node =>
  visit(node, {
    FragmentSpread: spread => ({ ...spread, name: { ...spread.name, value: prefix(index) + spread.name.value } }),
  });
