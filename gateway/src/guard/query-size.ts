import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';

/** How large an operation is once its fragments are spread. */
export interface QuerySize {
  /** Levels of fields, introspection left out. */
  readonly depth: number;
  /** Levels of fields under `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, inline fragments and spreads. */
  readonly selections: number;
}

type Part = Omit<QuerySize, 'rootFields'> & { readonly fields: number };

const NOTHING: Part = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, selections: 0, fields: 0 };

/** True if the document has more than `limit` tokens. Stops at the limit; throws GraphQLError for what is no token. */
export function hasMoreTokens(query: string, limit: number): boolean {
  const lexer = new Lexer(new Source(query));
  for (let tokens = 0; tokens <= limit; tokens++) {
    if (lexer.advance().kind === TokenKind.EOF) return false;
  }
  return true;
}

/** How many lists are written in one another where that is most, whatever else they are in. Throws GraphQLError for what is no token. */
export function deepestList(query: string): number {
  const lexer = new Lexer(new Source(query));
  let [open, deepest] = [0, 0];
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (kind === TokenKind.BRACKET_L) open += 1;
    else if (kind === TokenKind.BRACKET_R) open -= 1;
    deepest = Math.max(deepest, open);
  }
  return deepest;
}

/** The largest size of any operation in the document: whichever is run, it is no larger. */
export function measureQuery(document: DocumentNode): QuerySize {
  const measure = new Measure(document);
  const operations = document.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.map(operation => measure.operation(operation)).reduce(largest, NO_SIZE);
}

const NO_SIZE: QuerySize = { ...NOTHING, rootFields: 0 };

const largest = (a: QuerySize, b: QuerySize): QuerySize => ({
  depth: Math.max(a.depth, b.depth),
  introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
  aliases: Math.max(a.aliases, b.aliases),
  rootFields: Math.max(a.rootFields, b.rootFields),
  directives: Math.max(a.directives, b.directives),
  selections: Math.max(a.selections, b.selections),
});

/** Measures each fragment once, so that the work is proportional to the document and not to what it expands to. */
class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Part>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  operation(operation: OperationDefinitionNode): QuerySize {
    const { fields, ...size } = this.selectionSet(operation.selectionSet);
    const directives = size.directives + (operation.directives?.length ?? 0);
    return { ...size, directives, rootFields: fields };
  }

  private selectionSet({ selections }: SelectionSetNode): Part {
    let sum = NOTHING;
    for (const selection of selections) {
      const part = this.selection(selection);
      const directives = part.directives + (selection.directives?.length ?? 0);
      sum = add(sum, { ...part, directives, selections: part.selections + 1 });
    }
    return sum;
  }

  private selection(selection: SelectionNode): Part {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.selectionSet(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
    const below = selection.selectionSet ? this.selectionSet(selection.selectionSet) : NOTHING;
    const introspects = selection.name.value === '__schema' || selection.name.value === '__type';
    return {
      ...below,
      depth: introspects ? 0 : below.depth + 1,
      introspectionDepth: introspects ? below.depth + 1 : below.introspectionDepth,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      fields: 1,
    };
  }

  private fragment(name: string): Part {
    const known = this.measured.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    // Met again inside itself it counts as nothing; validation refuses such a cycle afterwards.
    this.measured.set(name, NOTHING);
    const part = this.selectionSet(fragment.selectionSet);
    const directives = part.directives + (fragment.directives?.length ?? 0);
    this.measured.set(name, { ...part, directives });
    return { ...part, directives };
  }
}

const add = (a: Part, b: Part): Part => ({
  depth: Math.max(a.depth, b.depth),
  introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  selections: a.selections + b.selections,
  fields: a.fields + b.fields,
});
