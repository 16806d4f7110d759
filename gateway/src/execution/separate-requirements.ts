import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a field requires of its object: by path of names, the arguments as text. */
type Requirements = ReadonlyMap<string, string>;

/** The fields that require what others require with other arguments, by `Type.field`. */
export type ConflictingRequirements = ReadonlyMap<string, Requirements>;

/** Reads a supergraph; nearly none has any. */
export function conflictingRequirements(supergraph: GraphQLSchema): ConflictingRequirements {
  const found = new Map<string, Requirements>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const ofType = Object.keys(type.getFields()).flatMap(name => {
      const requirements = new Map<string, string>();
      collectRequirements(type, name, requirements, new Set());
      return requirements.size > 0 ? [{ coordinate: `${type.name}.${name}`, requirements }] : [];
    });
    for (const { coordinate, requirements } of ofType)
      if (ofType.some(other => conflict(requirements, other.requirements))) found.set(coordinate, requirements);
  }
  return found;

  /** Also what the required fields require themselves. */
  function collectRequirements(
    type: GraphQLNamedType,
    fieldName: string,
    into: Map<string, string>,
    visited: Set<string>,
  ): void {
    if (visited.has(fieldName) || !('getFields' in type)) return;
    visited.add(fieldName);
    const { astNode } = type.getFields()[fieldName] ?? {};
    for (const { name, arguments: given = [] } of astNode?.directives ?? []) {
      const requires = given.find(argument => argument.name.value === 'requires')?.value;
      if (name.value !== 'join__field' || requires?.kind !== Kind.STRING) continue;
      const [definition] = parse(`{ ${requires.value} }`, { noLocation: true }).definitions;
      const { selectionSet } = definition as OperationDefinitionNode;
      readRequirements(selectionSet, '', into);
      for (const selection of selectionSet.selections)
        if (selection.kind === Kind.FIELD) collectRequirements(type, selection.name.value, into, visited);
    }
  }
}

function readRequirements({ selections }: SelectionSetNode, path: string, into: Map<string, string>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      readRequirements(selection.selectionSet, path, into);
      continue;
    }
    const below = `${path}.${selection.name.value}`;
    into.set(below, (selection.arguments ?? []).map(print).sort().join());
    if (selection.selectionSet) readRequirements(selection.selectionSet, below, into);
  }
}

const conflict = (one: Requirements, other: Requirements): boolean =>
  [...one].some(([path, given]) => other.has(path) && other.get(path) !== given);

/**
 * The document as rounds that are planned and run one after the other, so that no two fields of one round require the
 * same with different arguments: a representation has one place for it, and the planner fills it for one of them
 * without a word. The first round has everything else; the others lead to their fields only.
 */
export function separateRequirements(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  conflicting: ConflictingRequirements,
): readonly DocumentNode[] {
  if (conflicting.size === 0) return [document];
  const selections = new Selections(document, schema, conflicting);
  const root = schema.getRootType(operation.operation)!;
  const rounds: Set<string>[] = [];
  const requirements = selections.requirements(root, operation.selectionSet);
  for (const [coordinate, own] of requirements) {
    const round = rounds.find(others => ![...others].some(other => conflict(own, requirements.get(other)!)));
    if (round) round.add(coordinate);
    else rounds.push(new Set([coordinate]));
  }
  if (rounds.length < 2) return [document];
  return rounds.map((own, number) => {
    const others = new Set([...requirements.keys()].filter(coordinate => !own.has(coordinate)));
    const selectionSet = selections.prune(root, operation.selectionSet, number === 0 ? { others } : { own, others });
    return { ...document, definitions: [{ ...operation, selectionSet: selectionSet ?? EMPTY }] };
  });
}

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

/** What a round has: nothing of the others; and where `own` is given, only that, and what leads to it. */
interface Round {
  readonly own?: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Walks what is selected: types known, fragments spread. */
class Selections {
  private readonly schema: GraphQLSchema;
  private readonly conflicting: ConflictingRequirements;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly found = new Map<string, Requirements>();

  constructor(document: DocumentNode, schema: GraphQLSchema, conflicting: ConflictingRequirements) {
    this.schema = schema;
    this.conflicting = conflicting;
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  /** The conflicting fields that are selected. */
  requirements(type: GraphQLNamedType, selectionSet: SelectionSetNode): ReadonlyMap<string, Requirements> {
    this.prune(type, selectionSet, { others: new Set() });
    return this.found;
  }

  /** What a round has of a selection set; undefined if that is nothing. */
  prune(type: GraphQLNamedType, { selections }: SelectionSetNode, round: Round): SelectionSetNode | undefined {
    const kept = selections.flatMap(selection => this.selection(type, selection, round) ?? []);
    return kept.length > 0 ? { kind: Kind.SELECTION_SET, selections: kept } : undefined;
  }

  private selection(type: GraphQLNamedType, selection: SelectionNode, round: Round): SelectionNode | undefined {
    if (selection.kind === Kind.FIELD) return this.field(type, selection, round);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
    if (!fragment) return undefined;
    const { typeCondition } = fragment;
    const condition = typeCondition && this.schema.getType(typeCondition.name.value);
    const selectionSet = this.prune(condition ?? type, fragment.selectionSet, round);
    return selectionSet && { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
  }

  private field(type: GraphQLNamedType, node: FieldNode, { own, others }: Round): FieldNode | undefined {
    const coordinate = `${type.name}.${node.name.value}`;
    this.note(type, node.name.value, coordinate);
    if (others.has(coordinate)) return undefined;
    const isWanted = own === undefined || own.has(coordinate);
    const definition = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    if (!node.selectionSet || !definition) return isWanted ? node : undefined;
    const selectionSet = this.prune(
      getNamedType(definition.type),
      node.selectionSet,
      isWanted ? { others } : { own, others },
    );
    return selectionSet && { ...node, selectionSet };
  }

  /** Of a field of an interface, those of all its types. */
  private note(type: GraphQLNamedType, name: string, coordinate: string): void {
    const types = isAbstractType(type) ? [type, ...this.schema.getPossibleTypes(type)] : [type];
    const all = types.flatMap(one => [...(this.conflicting.get(`${one.name}.${name}`) ?? [])]);
    if (all.length > 0) this.found.set(coordinate, new Map(all));
  }
}
