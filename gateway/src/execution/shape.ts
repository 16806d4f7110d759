import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type AcceptsLeaf, leafCheck, leafCondition } from './leaf-check.ts';

/** What a value must look like in the answer. */
export type ValueShape = LeafShape | ListShape | ObjectShape;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly nonNull: boolean;
  readonly typeName: string;
  readonly accepts: AcceptsLeaf;
  /** The same of the variable `v` in generated code, where it can be said so. */
  readonly condition: string | undefined;
}

export interface ListShape {
  readonly kind: 'list';
  readonly nonNull: boolean;
  readonly typeName: string;
  readonly element: ValueShape;
}

export interface FieldShape {
  readonly name: string;
  /** Its name in what subgraphs answered. */
  readonly source: string;
  /** Absent for `__typename`, and for introspection. */
  readonly value?: ValueShape;
  /** The selections of `__schema` or `__type`. */
  readonly introspection?: readonly FieldNode[];
}

/** What all shapes of one operation are compiled with. */
export interface ShapeSource {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The client's response name by the alias that it was planned with. */
  readonly names: ReadonlyMap<string, string>;
}

/** Fields of one type, in the order of the answer. */
export interface Fields {
  readonly typeName: string;
  readonly isObject: boolean;
  readonly list: readonly FieldShape[];
  /** What projects objects of the type, kept here once it is compiled. */
  projection?: unknown;
}

/** An object, with the fields of each type that it may be of, compiled when one of the type is met. */
export class ObjectShape {
  readonly kind = 'object';
  readonly nonNull: boolean;
  readonly type: GraphQLCompositeType;
  private readonly source: ShapeSource;
  private readonly selectionSets: readonly SelectionSetNode[];
  private readonly byType = new Map<string, Fields | undefined>();

  constructor(
    type: GraphQLCompositeType,
    nonNull: boolean,
    source: ShapeSource,
    selectionSets: readonly SelectionSetNode[],
  ) {
    this.type = type;
    this.nonNull = nonNull;
    this.source = source;
    this.selectionSets = selectionSets;
  }

  get typeName(): string {
    return this.type.name;
  }

  /** The fields of an object of this `__typename`, which may be unknown; undefined if clients know no such type. */
  fieldsOf(typeName: string | undefined): Fields | undefined {
    const name = typeName ?? this.type.name;
    const known = this.byType.get(name);
    if (known || this.byType.has(name)) return known;
    const type = this.source.schema.getType(name);
    // The names of types are the schema's own, so that what a subgraph makes up does not fill the map.
    if (!type || !isCompositeType(type)) return undefined;
    const fields = this.compile(type);
    this.byType.set(name, fields);
    return fields;
  }

  private compile(type: GraphQLCompositeType): Fields {
    const nodes = new Map<string, FieldNode[]>();
    for (const selectionSet of this.selectionSets) this.collect(type, selectionSet, nodes, new Set());
    const list = [...nodes].flatMap(([source, sameName]) => this.field(type, source, sameName) ?? []);
    return { typeName: type.name, isObject: isObjectType(type), list };
  }

  private collect(
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    nodes: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const sameName = nodes.get(name);
        if (sameName) sameName.push(selection);
        else nodes.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || this.applies(condition, type))
          this.collect(type, selection.selectionSet, nodes, visited);
      } else {
        const fragment = this.source.fragments.get(selection.name.value);
        if (!fragment || visited.has(fragment.name.value)) continue;
        visited.add(fragment.name.value);
        if (this.applies(fragment.typeCondition.name.value, type))
          this.collect(type, fragment.selectionSet, nodes, visited);
      }
    }
  }

  private applies(condition: string, type: GraphQLCompositeType): boolean {
    if (condition === type.name) return true;
    const conditional = this.source.schema.getType(condition);
    if (!isAbstractType(conditional) || isUnionType(type)) return false;
    return this.source.schema.isSubType(conditional, type);
  }

  private field(type: GraphQLCompositeType, source: string, nodes: readonly FieldNode[]): FieldShape | undefined {
    const [{ name: fieldName }] = nodes as [FieldNode];
    const name = this.source.names.get(source) ?? source;
    if (fieldName.value === '__typename') return { name, source };
    if (fieldName.value.startsWith('__')) return { name, source, introspection: nodes };
    const definition = 'getFields' in type ? type.getFields()[fieldName.value] : undefined;
    return definition && { name, source, value: compileValue(definition.type, nodes, this.source) };
  }
}

function compileValue(type: GraphQLOutputType, nodes: readonly FieldNode[], source: ShapeSource): ValueShape {
  const nonNull = isNonNullType(type);
  const nullable = getNullableType(type);
  const typeName = String(nullable);
  if (isListType(nullable))
    return { kind: 'list', nonNull, typeName, element: compileValue(nullable.ofType, nodes, source) };
  if (isCompositeType(nullable)) {
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return new ObjectShape(nullable, nonNull, source, selectionSets);
  }
  const leaf = nullable as GraphQLLeafType;
  return { kind: 'leaf', nonNull, typeName, accepts: leafCheck(leaf), condition: leafCondition(leaf) };
}

/** The shape of an operation's whole answer. */
export function compileShape(operation: OperationDefinitionNode, source: ShapeSource): ObjectShape {
  const root = source.schema.getRootType(operation.operation);
  if (!root) throw new Error(`There are no operations of the type ${operation.operation}.`);
  return new ObjectShape(root, false, source, [operation.selectionSet]);
}
