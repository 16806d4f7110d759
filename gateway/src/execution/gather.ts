import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from './merge.ts';
import { compileRepresentation, representationKey } from './representation.ts';
import type { IsOfType, Rewrite } from './rewrites.ts';

/** What is asked for a number of objects. */
export interface Gathered {
  readonly entities: readonly Data[];
  /** Without those that a subgraph cannot tell apart. */
  readonly representations: readonly Data[];
  /** By object, which of the representations is its own, or NONE. */
  readonly numbers: readonly number[];
}

/** Of an object that is not asked for. */
export const NONE = -1;

export type Gather = (entities: readonly Data[]) => Gathered;

export interface GatherSource {
  readonly isOfType: IsOfType;
  /** Whether all objects of a type have its name as their `__typename`. */
  isObjectType(name: string): boolean;
  /** The plan's changes to representations. */
  readonly rewrite: Rewrite | undefined;
}

/** Compiles the plan's `requires` to what makes representations, when there is something to represent. */
export function compileGather(requires: readonly QueryPlanSelectionNode[], source: GatherSource): Gather {
  let gather: Gather | undefined;
  return entities => {
    if (entities.length === 0) return NOTHING;
    gather ??= compile(requires, source);
    return gather(entities);
  };
}

const NOTHING: Gathered = { entities: [], representations: [], numbers: [] };

function compile(requires: readonly QueryPlanSelectionNode[], source: GatherSource): Gather {
  const only = source.rewrite ? undefined : onlyKey(requires, source);
  if (only) return compileByKey(only);
  const represent = compileRepresentation(requires, source.isOfType);
  return entities => {
    const representations: Data[] = [];
    const known = new Map<string, number>();
    const numbers = entities.map(entity => {
      const representation = represent(entity);
      if (!representation) return NONE;
      source.rewrite?.(representation);
      const key = representationKey(representation);
      const same = known.get(key);
      if (same !== undefined) return same;
      known.set(key, representations.length);
      return representations.push(representation) - 1;
    });
    return { entities, representations, numbers };
  };
}

interface OnlyKey {
  readonly type: string;
  readonly names: readonly string[];
  readonly key: string;
}

/** Most entities are of one type and have one key, which says it all. */
function onlyKey(
  requires: readonly QueryPlanSelectionNode[],
  { isObjectType }: Pick<GatherSource, 'isObjectType'>,
): OnlyKey | undefined {
  const [only, ...others] = requires;
  if (others.length > 0 || only?.kind !== 'InlineFragment' || !isObjectType(only.typeCondition ?? '')) return undefined;
  const names = only.selections.map(selection =>
    selection.kind === 'Field' && !selection.selections ? (selection.alias ?? selection.name) : undefined,
  );
  const keys = names.filter(name => name !== '__typename');
  const [key] = keys;
  if (keys.length !== 1 || names.length !== 2 || key === undefined || key in Object.prototype) return undefined;
  return { type: only.typeCondition!, names: names as string[], key };
}

/**
 * Looks at the key before anything is made of it: what is one entity in many places is represented once. Names of a plan are
 * GraphQL's: letters, digits and underscores.
 */
function compileByKey({ type, names, key }: OnlyKey): Gather {
  const members = names.map(name => (name === '__typename' ? '__typename: type' : `${key}: key`));
  const source = `
    return function (entities) {
      const representations = [];
      const numbers = [];
      const known = new Map();
      for (let index = 0; index < entities.length; index++) {
        const entity = entities[index];
        const key = entity.${key};
        if (key === undefined || entity.__typename !== type) { numbers.push(${NONE}); continue; }
        const text = typeof key === 'string' ? key : textOf(key);
        let number = known.get(text);
        if (number === undefined) {
          number = representations.push({ ${members.join(', ')} }) - 1;
          known.set(text, number);
        }
        numbers.push(number);
      }
      return { entities, representations, numbers };
    };`;
  return new Function('type', 'textOf', source)(type, textOf) as Gather;
}

/** What is no text is marked as such: 1 and "1" are two keys. */
const textOf = (key: unknown): string => `\u0000${JSON.stringify(key)}`;
