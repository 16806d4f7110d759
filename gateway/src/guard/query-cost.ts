import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** Objects assumed in a list that takes no page size, and in a page whose size is not given. */
const ASSUMED_LIST = 10;
const ASSUMED_PAGE = 20;

/** A mutation changes things, which costs more than to read one. */
const MUTATION = 10;

/** What introspection walks through: the whole schema, or a type of it. */
const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 5_000, __type: 100, __typename: 0 };

export interface QueryCost {
  /** The most objects that the operation may return, mutations and introspection counted as several. */
  readonly cost: number;
  /** False if another page size in the variables would change it. */
  readonly constant: boolean;
}

/** The cost of one operation: objects, multiplied by the page sizes and lists that they stand in. */
export function measureCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost {
  const measure = new CostMeasure(schema, document, operation, variables);
  const cost = measure.total();
  return { cost, constant: !measure.readsVariables };
}

class CostMeasure {
  readsVariables = false;
  private readonly schema: GraphQLSchema;
  private readonly operation: OperationDefinitionNode;
  private readonly variables: Readonly<Record<string, unknown>>;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, number>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.schema = schema;
    this.operation = operation;
    this.variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  total(): number {
    const root = this.schema.getRootType(this.operation.operation);
    return root ? this.selectionSet(root, this.operation.selectionSet, false) : 0;
  }

  /** `inPage`: the lists right below are the page that a connection's size was counted for. */
  private selectionSet(parent: GraphQLNamedType, { selections }: SelectionSetNode, inPage: boolean): number {
    return selections.reduce((sum, selection) => sum + this.selection(parent, selection, inPage), 0);
  }

  private selection(parent: GraphQLNamedType, selection: SelectionNode, inPage: boolean): number {
    if (selection.kind === Kind.FIELD) return this.field(parent, selection, inPage);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value, inPage);
    const condition = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
    return this.selectionSet(condition ?? parent, selection.selectionSet, inPage);
  }

  private fragment(name: string, inPage: boolean): number {
    const key = inPage ? `${name} in a page` : name;
    const known = this.measured.get(key);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    if (!type) return 0;
    // Met again inside itself it costs nothing; validation refuses such a cycle afterwards.
    this.measured.set(key, 0);
    const cost = this.selectionSet(type, fragment.selectionSet, inPage);
    this.measured.set(key, cost);
    return cost;
  }

  private field(parent: GraphQLNamedType, node: FieldNode, inPage: boolean): number {
    const introspection = INTROSPECTION[node.name.value];
    if (introspection !== undefined) return introspection;
    const field = fieldOf(parent, node.name.value);
    if (!field) return 0;
    const base = parent === this.schema.getMutationType() ? MUTATION : 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) return base;
    const pageSize = this.pageSize(field, node);
    const below = this.selectionSet(type, node.selectionSet, pageSize !== undefined);
    if (pageSize !== undefined) return base + 1 + pageSize * below;
    const isList = isListType(getNullableType(field.type)) && !inPage;
    return base + (isList ? ASSUMED_LIST : 1) * (1 + below);
  }

  /** What `first` or `last` asks for; undefined for a field that has neither. */
  private pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const sizes = field.args.filter(({ name }) => name === 'first' || name === 'last');
    if (sizes.length === 0) return undefined;
    const given = sizes.flatMap(({ name }) => {
      const value = node.arguments?.find(argument => argument.name.value === name)?.value;
      return value ? (this.integer(value) ?? []) : [];
    });
    if (given.length > 0) return Math.max(0, ...given);
    const preset = sizes.find(({ defaultValue }) => typeof defaultValue === 'number')?.defaultValue;
    return typeof preset === 'number' ? preset : ASSUMED_PAGE;
  }

  private integer(value: ValueNode): number | undefined {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return undefined;
    this.readsVariables = true;
    const name = value.name.value;
    const given = this.variables[name];
    if (typeof given === 'number') return given;
    // No default takes the place of a null, which the field itself reads as none given.
    if (given === null) return undefined;
    const definition = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue ? this.integer(definition.defaultValue) : undefined;
  }
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
