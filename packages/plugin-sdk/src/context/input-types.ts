import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ExtensionTarget } from '../manifest/extension-targets.ts';
import { type ContextSchema, contextTypeOf } from './context-schema.ts';
import type { InputQuery } from './input-query.ts';

const SCALARS: Readonly<Record<string, string>> = {
  ID: 'string',
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  DateTime: 'string',
  CurrencyCode: 'string',
  URL: 'string',
  JSONSchema: 'Record<string, unknown>',
};

/** The TypeScript type of what a checked query selects. */
export function inputType(schema: ContextSchema, target: ExtensionTarget, query: InputQuery): string {
  const fragments = new Map(
    query.document.definitions.flatMap(each =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const root = schema.schema.getType(contextTypeOf(target)) as GraphQLCompositeType;
  return new SelectionWriter(schema.schema, fragments).write(root, [query.operation.selectionSet], '');
}

interface Selected {
  readonly type: GraphQLOutputType;
  readonly sets: SelectionSetNode[];
}

class SelectionWriter {
  private readonly schema: GraphQLSchema;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.schema = schema;
    this.fragments = fragments;
  }

  /** An object type for each type that the value may have. */
  write(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], indent: string): string {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const written = possible.map(each => {
      const fields = new Map<string, Selected | 'typename'>();
      for (const set of sets) this.collect(each, set, fields, new Set());
      const lines = [...fields].map(([key, field]) => {
        const value = field === 'typename' ? `'${each.name}'` : this.value(field.type, field.sets, `${indent}  `);
        return `${indent}  ${key}: ${value};`;
      });
      return lines.length === 0 ? 'Record<string, never>' : `{\n${lines.join('\n')}\n${indent}}`;
    });
    return [...new Set(written)].join(' | ');
  }

  private collect(
    type: GraphQLCompositeType,
    set: SelectionSetNode,
    fields: Map<string, Selected | 'typename'>,
    seen: Set<SelectionSetNode>,
  ): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (selection.name.value === '__typename') fields.set(key, 'typename');
        else if (isObjectType(type)) {
          const known = fields.get(key);
          const sets = known && known !== 'typename' ? known.sets : [];
          if (selection.selectionSet) sets.push(selection.selectionSet);
          fields.set(key, { type: type.getFields()[selection.name.value]!.type, sets });
        }
        continue;
      }
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value)! : selection;
      const condition = part.typeCondition && this.schema.getType(part.typeCondition.name.value);
      const applies =
        !condition ||
        condition === type ||
        (isAbstractType(condition) && isObjectType(type) && this.schema.isSubType(condition, type));
      if (applies && !seen.has(part.selectionSet))
        this.collect(type, part.selectionSet, fields, seen.add(part.selectionSet));
    }
  }

  private value(type: GraphQLOutputType, sets: readonly SelectionSetNode[], indent: string): string {
    if (isNonNullType(type)) return this.present(type.ofType, sets, indent);
    return `${this.present(type, sets, indent)} | null`;
  }

  private present(type: GraphQLOutputType, sets: readonly SelectionSetNode[], indent: string): string {
    if (isListType(type)) return `Array<${this.value(type.ofType, sets, indent)}>`;
    const named = getNamedType(type);
    if (isCompositeType(named)) return this.write(named, sets, indent);
    if (isEnumType(named))
      return named
        .getValues()
        .map(({ name }) => `'${name}'`)
        .join(' | ');
    return SCALARS[named.name] ?? 'unknown';
  }
}
