import { BadUserInputError } from '@ticketbase/kernel';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { BadRequestError } from '../errors.ts';
import { LIVE_FIELDS, type LiveFacts, type LiveField, type LiveLink } from './live-field.ts';

/** Names in the query that is ours begin with this; a client's may not. */
const OURS = /^live_/;
/** The key of what is watched, in the answer of that query. */
export const SUBJECT = 'live_subject';

/** A field of the payload that the client selected. */
interface Selected {
  readonly key: string;
  readonly name: string;
  readonly link: LiveLink | undefined;
  readonly nodes: FieldNode[];
  /** What is selected of it, if it is a fact. */
  readonly fields: FieldNode[];
}

type Flatten = (set: SelectionSetNode) => FieldNode[];

/** A validated subscription, as the query that each of its payloads asks of the supergraph. */
export interface LiveOperation {
  readonly field: LiveField;
  /** The key of the only root field in the answer. */
  readonly key: string;
  /** The id that it is about; undefined for what has none. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Undefined if a payload needs nothing of the supergraph. */
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly selected: readonly Selected[];
}

/**
 * Turns a subscription, which the schema was found to allow, into the query for its payloads: the selections of its
 * links become root fields of it. Throws BAD_REQUEST or BAD_USER_INPUT.
 */
export function compileLiveOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  given: Readonly<Record<string, unknown>>,
): LiveOperation {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') throw new BadRequestError('Only subscriptions can be streamed.');
  refuseOurNames(document);
  const variables = coerce(schema, operation, given);
  const fragments = fragmentsOf(document);
  const flatten: Flatten = set => [...flattened(set, fragments, variables)];
  const roots = flatten(operation.selectionSet);
  const [root] = roots;
  const field = LIVE_FIELDS.find(({ name }) => name === root?.name.value);
  const definition = root && schema.getSubscriptionType()?.getFields()[root.name.value];
  if (!root || !field || !definition) throw new BadRequestError('The subscription selects no field.');
  const values = getArgumentValues(definition, root, variables);
  const id = field.argument === undefined ? undefined : String(values[field.argument]);
  const selected = group(
    roots.flatMap(({ selectionSet }) => (selectionSet ? flatten(selectionSet) : [])),
    field,
    flatten,
  );
  const query = queryOf(field, selected, operation, fragments);
  const used = query === undefined ? {} : pick(given, variablesIn(query));
  return {
    ...{ field, id, selected, name: operation.name?.value },
    key: (root.alias ?? root.name).value,
    query: query && print(query),
    variables: field.argument === undefined ? used : { ...used, live_id: id },
  };
}

/** What the subject of the query was answered to be, if the subscription has one. */
export const subjectIn = (data: Readonly<Record<string, unknown>> | null | undefined): unknown => data?.[SUBJECT];

/** A payload, in the order in which it was selected; null if something is missing that must not be. */
export function assemble(
  { field, selected }: LiveOperation,
  facts: LiveFacts,
  data: Readonly<Record<string, unknown>> | null | undefined,
  isNew: (key: unknown) => boolean,
): Record<string, unknown> | null {
  const payload: [key: string, value: unknown][] = [];
  for (const { key, name, link, fields } of selected) {
    const value = link ? linkedValue(link, data?.[key], isNew) : name === '__typename' ? field.payload : facts[name];
    if (value === null || value === undefined) return null;
    payload.push([key, link ? value : shapeFact(value, fields)]);
  }
  return Object.fromEntries(payload);
}

/** The path of an error in a payload: what is between a link's root field and what was selected is not the client's. */
export function payloadPath(
  { key, selected }: LiveOperation,
  path: readonly (string | number)[] | undefined,
): (string | number)[] {
  const [first, ...rest] = path ?? [];
  const link = selected.find(part => part.key === first)?.link;
  if (first === undefined || !link) return [key];
  const below = link.below ?? [];
  // Positions in lists stay; names of the fields in between go.
  const kept = rest.filter((step, index) => typeof step === 'number' || !below.includes(step) || index > below.length);
  return [key, first, ...kept];
}

function linkedValue({ below = [], onlyNew }: LiveLink, answer: unknown, isNew: (key: unknown) => boolean): unknown {
  let value = answer;
  for (const step of below)
    value = Array.isArray(value) ? value.map(part => fieldOf(part, step)) : fieldOf(value, step);
  if (!onlyNew || !Array.isArray(value)) return value;
  return value.flatMap((element: { live_key?: unknown } | null) => {
    const { live_key: key, ...rest } = element ?? {};
    return isNew(key) ? [rest] : [];
  });
}

const fieldOf = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | null | undefined)?.[name];

/** Facts are plain objects: what of them was selected, under the keys that were asked for. */
function shapeFact(value: unknown, fields: readonly FieldNode[]): unknown {
  if (fields.length === 0) return value;
  if (Array.isArray(value)) return value.map(part => shapeFact(part, fields));
  const facts = value as Record<string, unknown>;
  return Object.fromEntries(fields.map(({ alias, name }) => [(alias ?? name).value, facts[name.value]]));
}

function coerce(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Readonly<Record<string, unknown>>) {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 10 });
  if (coerced) return coerced;
  throw new BadUserInputError((errors ?? []).map(({ message }) => ({ path: 'variables', message })));
}

function refuseOurNames(document: DocumentNode): void {
  visit(document, {
    Name({ value }) {
      if (OURS.test(value)) throw new BadRequestError('Names that begin with live_ are taken.');
    },
  });
}

const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

/** The fields of a selection set on an object type, with its fragments spread and its conditions decided. */
function* flattened(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): Generator<FieldNode> {
  for (const selection of selections) {
    if (!isIncluded(selection, variables)) continue;
    if (selection.kind === Kind.FIELD) yield { ...selection, directives: [] };
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* flattened(selection.selectionSet, fragments, variables);
    else yield* flattened(fragments.get(selection.name.value)!.selectionSet, fragments, variables);
  }
}

function isIncluded(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function group(nodes: readonly FieldNode[], { links }: LiveField, flatten: Flatten): Selected[] {
  const byKey = new Map<string, Selected>();
  for (const node of nodes) {
    const [key, name] = [(node.alias ?? node.name).value, node.name.value];
    const part = byKey.get(key) ?? { key, name, link: links[name], nodes: [], fields: [] };
    part.nodes.push(node);
    if (!part.link && node.selectionSet) part.fields.push(...flatten(node.selectionSet));
    byKey.set(key, part);
  }
  return [...byKey.values()];
}

function queryOf(
  { subject, argument }: LiveField,
  selected: readonly Selected[],
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode | undefined {
  const roots = selected.flatMap(({ key, link, nodes }) => (link ? [rootOf(key, link, nodes)] : []));
  if (subject) roots.push(parseField(`${SUBJECT}: ${subject.ask}`));
  if (roots.length === 0) return undefined;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: roots };
  const spread = [...fragmentsIn(selectionSet, fragments)];
  const used = variablesIn({ kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...spread] });
  const ours = argument === undefined ? [] : LIVE_ID;
  const kept = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  const query: OperationDefinitionNode = {
    ...{ kind: Kind.OPERATION_DEFINITION, operation: 'query' as never, name: operation.name, selectionSet },
    variableDefinitions: [...ours, ...kept],
  };
  return { kind: Kind.DOCUMENT, definitions: [query, ...spread] };
}

function rootOf(key: string, { ask }: LiveLink, nodes: readonly FieldNode[]): FieldNode {
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return visit(parseField(`${key}: ${ask}`), {
    SelectionSet: {
      // On the way out, so that what is put in is not looked through.
      leave(set) {
        const isHole = (selection: SelectionNode) => selection.kind === Kind.FRAGMENT_SPREAD;
        if (!set.selections.some(isHole)) return undefined;
        return { ...set, selections: [...set.selections.filter(part => !isHole(part)), ...selections] };
      },
    },
  });
}

function* fragmentsIn(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  met = new Set<string>(),
): Generator<FragmentDefinitionNode> {
  const spread: string[] = [];
  visit(set, { FragmentSpread: ({ name }) => void spread.push(name.value) });
  for (const name of spread) {
    if (met.has(name)) continue;
    met.add(name);
    const fragment = fragments.get(name)!;
    yield fragment;
    yield* fragmentsIn(fragment.selectionSet, fragments, met);
  }
}

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}

const pick = (values: Readonly<Record<string, unknown>>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));

function parseOperation(text: string): OperationDefinitionNode {
  return parse(text, { noLocation: true }).definitions[0] as OperationDefinitionNode;
}

const parseField = (text: string) => parseOperation(`{ ${text} }`).selectionSet.selections[0] as FieldNode;

const LIVE_ID = parseOperation('query ($live_id: ID!) { __typename }').variableDefinitions!;
