import {
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

/**
 * Gives fields with arguments aliases of their own where another field could have their name. The planner may put the
 * fields of two types, or one that the client asks for and one that a `@requires` needs, under one name into one fetch;
 * under different names they stay apart. `required`: see `requiredWithArguments`.
 */
export function separateArguments(document: DocumentNode, required: ReadonlySet<string>): SeparatedDocument {
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
  const separated = visit(document, {
    Field(field) {
      const name = responseName(field);
      if (!field.arguments?.length || field.name.value.startsWith('__')) return undefined;
      if (uses.get(name)!.size === 1 && !required.has(name)) return undefined;
      return { ...field, alias: { kind: Kind.NAME, value: aliasOf(name, useOf(field)) } };
    },
  });
  return { document: separated, names };
}

/** The names of fields that some `@requires` of a supergraph needs with arguments. */
export function requiredWithArguments(supergraph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { astNode } of Object.values(type.getFields())) {
      for (const { arguments: given = [] } of astNode?.directives ?? []) {
        const requires = given.find(({ name }) => name.value === 'requires')?.value;
        if (requires?.kind !== Kind.STRING) continue;
        for (const [, name] of requires.value.matchAll(/(\w+)\s*\(/g)) names.add(name!);
      }
    }
  }
  return names;
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
