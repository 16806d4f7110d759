import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type Data, isData, mergeInto } from './merge.ts';
import type { IsOfType } from './rewrites.ts';

/** Makes what names an entity to a subgraph: its type, a key, and what the fields asked for require. */
export type BuildRepresentation = (entity: Data) => Data | undefined;

type Selector = (source: Data, into: Data) => boolean;

/** Compiles the plan's `requires`; undefined comes of an entity that lacks something, or is of no type that it names. */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
): BuildRepresentation {
  const select = compileSelections(requires, isOfType);
  return entity => {
    const representation: Data = {};
    return select(entity, representation) && representation.__typename ? representation : undefined;
  };
}

/** False comes of an object that lacks a field that was selected. */
function compileSelections(selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): Selector {
  const plain = compilePlain(selections);
  if (plain) return plain;
  const [only, ...others] = selections;
  if (only?.kind === 'InlineFragment' && only.typeCondition && others.length === 0)
    return ofOneType(only.typeCondition, compileSelections(only.selections, isOfType), isOfType);
  const selectors = selections.map(selection => compileSelection(selection, isOfType));
  if (selectors.length === 1) return selectors[0]!;
  return (source, into) => {
    for (const select of selectors) if (!select(source, into)) return false;
    return true;
  };
}

/** Fields without fields of their own, copied by name. Names of a plan are GraphQL's: letters, digits and underscores. */
function compilePlain(selections: readonly QueryPlanSelectionNode[]): Selector | undefined {
  const names = selections.map(selection =>
    selection.kind === 'Field' && !selection.selections ? (selection.alias ?? selection.name) : undefined,
  );
  if (names.some(name => name === undefined || name in Object.prototype)) return undefined;
  const copies = names.map(name => `v = source.${name}; if (v === undefined) return false; into.${name} = v;`);
  return new Function('source', 'into', `let v; ${copies.join(' ')} return true;`) as Selector;
}

function compileSelection(selection: QueryPlanSelectionNode, isOfType: IsOfType): Selector {
  if (selection.kind === 'Field') {
    const name = selection.alias ?? selection.name;
    return selection.selections ? object(name, compileSelections(selection.selections, isOfType)) : leaf(name);
  }
  const { typeCondition } = selection;
  if (!typeCondition) return () => true;
  const select = compileSelections(selection.selections, isOfType);
  return (source, into) => {
    if (!isOfType(source, typeCondition, false)) return true;
    const part: Data = {};
    // What one type lacks does not take away what another of its types has.
    if (select(source, part)) mergeInto(into, part);
    return true;
  };
}

const ofOneType =
  (type: string, select: Selector, isOfType: IsOfType): Selector =>
  (source, into) =>
    isOfType(source, type, false) && select(source, into);

/** The same text for representations that a subgraph cannot tell apart, and for no others. */
export function representationKey(representation: Data): string {
  let key = '';
  for (const name in representation) {
    const value = representation[name];
    // Most are a type and an id; a text of its own for each kind of value is not worth more than that.
    if (typeof value !== 'string') return JSON.stringify(representation);
    key += `${name.length} ${name}${value.length} ${value}`;
  }
  return key;
}

const leaf =
  (name: string): Selector =>
  (source, into) => {
    const value = source[name];
    if (value === undefined) return false;
    into[name] = value;
    return true;
  };

function object(name: string, select: Selector): Selector {
  const part = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(part);
    if (!isData(value)) return null;
    const into: Data = {};
    return select(value, into) ? into : null;
  };
  return (source, into) => {
    const value = source[name];
    if (value === undefined) return false;
    into[name] = part(value);
    return true;
  };
}
