import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  getLocation,
  Kind,
  type Location,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ExtensionTarget } from '../manifest/extension-targets.ts';
import { type ContextSchema, contextTypeOf } from './context-schema.ts';

/** A field that a component is given. */
export interface SelectedField {
  readonly type: string;
  readonly field: string;
  readonly description: string;
  /** The scope that a plugin needs for it; null if none. */
  readonly scope: string | null;
}

/** What a component asks of its context, checked. */
export interface InputQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Each field once, in the order of the query. */
  readonly fields: readonly SelectedField[];
  /** What its fields need, in order and without repetition. */
  readonly scopes: readonly string[];
}

/** A fault in the text of a query; lines and columns count from 1. */
export interface QueryIssue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type InputQueryResult = { ok: true; query: InputQuery } | { ok: false; issues: QueryIssue[] };

/** As deep as clients may ask, which the platform does in the component's place. */
const MAX_DEPTH = 10;
const MAX_CHARACTERS = 10_000;
const MAX_TOKENS = 1_000;
/** The page has a limit of root fields for all of its components. */
const MAX_CONTEXT_FIELDS = 5;

/**
 * Checks the query by which a component at `target` takes its data: a query on that target's context type, without
 * variables, whose fields need no scope but those in `permissions`.
 */
export function checkInputQuery(
  schema: ContextSchema,
  target: ExtensionTarget,
  permissions: readonly string[] | 'all',
  text: string,
): InputQueryResult {
  const root = schema.queriedAt(target);
  if (!root) return refuse([{ line: 1, column: 1, message: `there is no context type for ${target}` }]);
  if (text.length > MAX_CHARACTERS)
    return refuse([{ line: 1, column: 1, message: `must not be longer than ${MAX_CHARACTERS} characters` }]);
  const parsed = parseQuery(text);
  if (parsed instanceof GraphQLError) return refuse([toIssue(parsed)]);
  const shape = shapeIssues(parsed, target);
  if (shape.length > 0) return refuse(shape);
  const errors = validate(root, parsed, undefined, { maxErrors: 20 });
  if (errors.length > 0) return refuse(errors.map(error => toIssue(error, fieldsHint(error, schema, target))));
  const operation = parsed.definitions.find(each => each.kind === Kind.OPERATION_DEFINITION)!;
  const selected = selectedFields(schema, root, parsed);
  const faults = [
    ...limitIssues(parsed, operation),
    ...[...selected.values()].flatMap(({ field, node }) =>
      field.scope === null || permissions === 'all' || permissions.includes(field.scope)
        ? []
        : [
            {
              ...placeOf(node),
              message: `${field.type}.${field.field} needs the permission ${field.scope}; add it to "permissions" in plugin.json, or do not select the field`,
            },
          ],
    ),
  ];
  if (faults.length > 0) return refuse(faults);
  const fields = [...selected.values()].map(({ field }) => field);
  const scopes = [...new Set(fields.flatMap(({ scope }) => scope ?? []))].sort();
  return { ok: true, query: { document: parsed, operation, fields, scopes } };
}

const refuse = (issues: QueryIssue[]): InputQueryResult => ({ ok: false, issues });

function parseQuery(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function toIssue(error: GraphQLError, hint = ''): QueryIssue {
  const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
  return { line, column, message: `${error.message}${hint}` };
}

function placeOf({ loc }: { readonly loc?: Location | undefined }): { line: number; column: number } {
  const { line, column } = loc ? getLocation(loc.source, loc.start) : { line: 1, column: 1 };
  return { line, column };
}

/** What a query on a context cannot be, told before validation tells it in words of its own. */
function shapeIssues(document: DocumentNode, target: ExtensionTarget): QueryIssue[] {
  const operations = document.definitions.filter(each => each.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = operations;
  const example = `a query on ${contextTypeOf(target)} such as \`query { organization { name } }\``;
  if (!operation) return [{ line: 1, column: 1, message: `has no query; write ${example}` }];
  if (second) return [{ ...placeOf(second), message: 'must hold one query only' }];
  if (operation.operation !== 'query') return [{ ...placeOf(operation), message: `must be ${example}` }];
  const [variable] = operation.variableDefinitions ?? [];
  if (!variable) return [];
  const message = `takes no variables: what it stands beside is its root; write ${example}, without $${variable.variable.name.value}`;
  return [{ ...placeOf(variable), message }];
}

/** GraphQL suggests similar names; where there is none, all that the context has are few. */
function fieldsHint(error: GraphQLError, schema: ContextSchema, target: ExtensionTarget): string {
  const type = contextTypeOf(target);
  if (!error.message.startsWith('Cannot query field') || !error.message.includes(`on type "${type}"`)) return '';
  const names = Object.keys(schema.queriedAt(target)!.getQueryType()!.getFields());
  return error.message.includes('Did you mean') ? '' : ` It has ${names.join(', ')}.`;
}

function selectedFields(schema: ContextSchema, root: Parameters<typeof validate>[0], document: DocumentNode) {
  const info = new TypeInfo(root);
  const found = new Map<string, { field: SelectedField; node: FieldNode }>();
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getParentType()?.name;
        const field = info.getFieldDef();
        if (!type || !field || field.name.startsWith('__')) return;
        const key = `${type}.${field.name}`;
        const scope = schema.scopeOf(type, field.name);
        if (found.has(key)) return;
        found.set(key, { field: { type, field: field.name, description: field.description ?? '', scope }, node });
      },
    }),
  );
  return found;
}

function limitIssues(document: DocumentNode, operation: OperationDefinitionNode): QueryIssue[] {
  const issues: QueryIssue[] = [];
  visit(document, {
    Directive(node) {
      issues.push({ ...placeOf(node), message: 'takes no directives: nothing about it is variable' });
    },
    Field(node) {
      if (node.name.value.startsWith('__') && node.name.value !== '__typename')
        issues.push({ ...placeOf(node), message: `${node.name.value} is not there to be selected` });
    },
  });
  const fragments = new Map(
    document.definitions.flatMap(each =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  // Validation refused fragments that lead to themselves; that they lead to others twice must not cost twice as much.
  const depths = new Map<string, number>();
  const depthOfFragment = (name: string): number => {
    const depth = depths.get(name) ?? depthOf(fragments.get(name)!.selectionSet);
    depths.set(name, depth);
    return depth;
  };
  const depthOf = ({ selections }: SelectionSetNode): number =>
    Math.max(
      ...selections.map(selection => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(selection.name.value);
        if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
        return 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0);
      }),
    );
  const place = placeOf(operation);
  const depth = depthOf(operation.selectionSet);
  if (depth > MAX_DEPTH) issues.push({ ...place, message: `is ${depth} fields deep; ${MAX_DEPTH} are the most` });
  const roots = contextFields(document, operation).length;
  if (roots > MAX_CONTEXT_FIELDS)
    issues.push({ ...place, message: `selects ${roots} fields of its context; ${MAX_CONTEXT_FIELDS} are the most` });
  return issues;
}

/** The fields of the context that a query selects, out of whatever fragments on the context type they stand in. */
export function contextFields(document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] {
  const fragments = new Map(
    document.definitions.flatMap(each =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const spread = new Set<string>();
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap(selection => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      // Once is enough: what stands in it is the same wherever it is spread.
      if (spread.has(selection.name.value)) return [];
      spread.add(selection.name.value);
      return fieldsOf(fragments.get(selection.name.value)!.selectionSet);
    });
  return fieldsOf(operation.selectionSet);
}
