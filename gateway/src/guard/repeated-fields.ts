import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * True if more than `limit` pairs of fields in any operation are answered under the same name in the same place, fragments
 * counted wherever they are spread. Validation compares each with each: what is asked for 250 times, 31,000 times. `most` fields
 * are looked at: an operation that has no more than that is looked at whole.
 */
export function hasMoreRepeats(document: DocumentNode, limit: number, most: number): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  return operations.some(
    ({ selectionSet }) => new Repeats(fragments, most).in([{ set: selectionSet, within: [] }]) > limit,
  );
}

/** Selections, and the fragments that they are in: met again in one of those, a fragment counts as nothing, as it is in `measureQuery`. */
interface Place {
  readonly set: SelectionSetNode;
  readonly within: readonly string[];
}

interface Field {
  times: number;
  readonly below: Place[];
}

class Repeats {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private left: number;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>, most: number) {
    this.fragments = fragments;
    this.left = most;
  }

  /** Pairs in one place, and in the places below it. */
  in(places: readonly Place[]): number {
    const fields = new Map<string, Field>();
    for (const place of places) this.gather(place, fields);
    let pairs = 0;
    for (const { times, below } of fields.values()) {
      pairs += (times * (times - 1)) / 2;
      if (below.length > 0) pairs += this.in(below);
    }
    return pairs;
  }

  private gather({ set, within }: Place, fields: Map<string, Field>): void {
    for (const selection of set.selections) {
      if (this.left-- <= 0) return;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const field = fields.get(name) ?? { times: 0, below: [] };
        fields.set(name, field);
        field.times += 1;
        if (selection.selectionSet) field.below.push({ set: selection.selectionSet, within });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.gather({ set: selection.selectionSet, within }, fields);
      } else {
        const name = selection.name.value;
        const fragment = within.includes(name) ? undefined : this.fragments.get(name);
        if (fragment) this.gather({ set: fragment.selectionSet, within: [...within, name] }, fields);
      }
    }
  }
}
