import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  visit,
} from 'graphql';

/** A document in which no two fields with different arguments have one name. */
export interface SeparatedDocument {
  readonly document: DocumentNode;
  /** The client's response name by the alias that replaced it. */
  readonly names: ReadonlyMap<string, string>;
}

/** The names under which the planner itself asks for fields, beside those that clients ask for. */
export interface PlannedNames {
  /** Of all keys and requirements. */
  readonly all: ReadonlySet<string>;
  /** Of requirements with arguments: not even the same field without them is the same. */
  readonly withArguments: ReadonlySet<string>;
}

/**
 * Gives fields aliases of their own where another field could have their name. The planner may put the fields of two
 * types, or one that the client asks for and one that a key or a `@requires` needs, under one name into one fetch; under
 * different names they stay apart.
 */
export function separateArguments(document: DocumentNode, planned: PlannedNames): SeparatedDocument {
  const names = new Map<string, string>();
  const uses = usesOf(document);
  const aliases = new Map<string, string>();
  const aliasOf = (name: string, use: string): string => {
    const known = aliases.get(use);
    if (known) return known;
    let number = aliases.size;
    while (uses.has(`${name}_${number}`) || names.has(`${name}_${number}`)) number += 1;
    const alias = `${name}_${number}`;
    aliases.set(use, alias);
    names.set(alias, name);
    return alias;
  };
  const mayMeetAnother = (field: FieldNode): boolean => {
    const name = responseName(field);
    const hasArguments = Boolean(field.arguments?.length);
    const isPlain = !hasArguments && name === field.name.value;
    if (planned.all.has(name)) return !isPlain || planned.withArguments.has(name);
    return hasArguments && uses.get(name)!.size > 1;
  };
  const separated = visit(document, {
    Field(field) {
      if (field.name.value.startsWith('__') || !mayMeetAnother(field)) return undefined;
      return { ...field, alias: { kind: Kind.NAME, value: aliasOf(responseName(field), useOf(field)) } };
    },
  });
  return { document: separated, names };
}

/** Reads the keys and requirements of a supergraph. */
export function plannedNames(supergraph: GraphQLSchema): PlannedNames {
  const all = new Set<string>();
  const withArguments = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fields = Object.values(type.getFields()).flatMap(({ astNode }) => astNode?.directives ?? []);
    for (const selection of [...(type.astNode?.directives ?? []), ...fields].flatMap(selectionsOf)) {
      for (const [, name] of selection.matchAll(/(\w+)\s*\(/g)) withArguments.add(name!);
      for (const [name] of selection.matchAll(/\w+/g)) all.add(name);
    }
  }
  return { all, withArguments };
}

/** What `@join__type(key:)` and `@join__field(requires:)` say. */
function selectionsOf({ arguments: given = [] }: ConstDirectiveNode): string[] {
  return given.flatMap(({ name, value }) =>
    (name.value === 'key' || name.value === 'requires') && value.kind === Kind.STRING ? [value.value] : [],
  );
}

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const useOf = (field: FieldNode): string =>
  `${responseName(field)}:${field.name.value}(${(field.arguments ?? []).map(print).sort().join()})`;

/** The different fields by response name. */
function usesOf(document: DocumentNode): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  visit(document, {
    Field(field) {
      const name = responseName(field);
      const same = uses.get(name) ?? new Set();
      uses.set(name, same.add(useOf(field)));
    },
  });
  return uses;
}
