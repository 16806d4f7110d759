import type { CachePolicy } from '@ticketbase/kernel';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { Extensions } from 'type-graphql';

/** How long answers may be kept: of root fields by `Query.field`, of entities that others refer to by their type. */
export type Keeping = ReadonlyMap<string, CachePolicy>;

/**
 * Says beside a query, or an entity, for how many seconds caches may keep the answers of guests. An answer may be kept if
 * all root fields and entities of it may, for the shortest time of any; what says nothing is not kept.
 */
export function KeepFor(seconds: number, scope: CachePolicy['scope'] = 'public'): MethodDecorator & ClassDecorator {
  return Extensions({ keepFor: { maxAge: seconds, scope } satisfies CachePolicy }) as MethodDecorator & ClassDecorator;
}

/** What a schema's queries and types declare. */
export function readKeeping(schema: GraphQLSchema): Keeping {
  const keeping = new Map<string, CachePolicy>();
  const note = (name: string, { keepFor }: { readonly keepFor?: unknown }) => {
    if (keepFor) keeping.set(name, keepFor as CachePolicy);
  };
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}))
    note(`Query.${field.name}`, field.extensions);
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) note(type.name, type.extensions);
  return keeping;
}

/** What root fields and entities an operation asks for, by the names of `Keeping`; undefined for what changes things. */
export function keptNamesOf(
  document: DocumentNode,
  operationName: string | undefined,
): ReadonlySet<string> | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return undefined;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const names = new Set<string>();
  const collect = ({ selections }: SelectionSetNode, ofEntities: boolean): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (!fragment) continue;
        if (ofEntities) names.add(fragment.typeCondition?.name.value ?? '');
        else collect(fragment.selectionSet, false);
      } else if (!ofEntities && selection.name.value === '_entities' && selection.selectionSet) {
        collect(selection.selectionSet, true);
      } else if (!ofEntities && selection.name.value !== '__typename') names.add(`Query.${selection.name.value}`);
    }
  };
  collect(operation.selectionSet, false);
  return names;
}
