import { type ConstDirectiveNode, type DirectiveNode, type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

/** Coerced values of the operation's variables, defaults included. */
export type Variables = Readonly<Record<string, unknown>>;

/** The variables that `@skip` and `@include` of a document read. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const condition = isCondition(directive) ? conditionOf(directive) : undefined;
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names];
}

/**
 * The document with `@skip` and `@include` decided: without what they exclude, and without them. The planner gets some
 * of their combinations wrong: it fetches what a constant excludes, does not fetch objects that only conditional fields
 * are asked of, and asks for what a skipped field requires, so that another field has no answer. A selection set may be
 * left empty.
 */
export function resolveConditions(document: DocumentNode, variables: Variables): DocumentNode {
  const isExcluding = (directive: DirectiveNode) =>
    isCondition(directive) && isTrue(directive, variables) === (directive.name.value === 'skip');
  const decide = <Node extends Pick<FieldNode, 'directives'>>(node: Node): Node | null | undefined => {
    const { directives = [] } = node;
    if (directives.some(isExcluding)) return null;
    if (!directives.some(isCondition)) return undefined;
    return { ...node, directives: directives.filter(directive => !isCondition(directive)) };
  };
  return visit(document, { Field: decide, FragmentSpread: decide, InlineFragment: decide });
}

/** The document as it can be planned: an object of which nothing is selected is asked for its type. */
export function fillEmptySelections(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: node => (node.selections.length > 0 ? undefined : { ...node, selections: [TYPENAME] }),
  });
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isCondition = ({ name }: DirectiveNode | ConstDirectiveNode): boolean =>
  name.value === 'skip' || name.value === 'include';

const conditionOf = ({ arguments: given = [] }: DirectiveNode | ConstDirectiveNode) =>
  given.find(({ name }) => name.value === 'if')?.value;

function isTrue(directive: DirectiveNode, variables: Variables): boolean {
  const condition = conditionOf(directive);
  if (condition?.kind === Kind.VARIABLE) return variables[condition.name.value] === true;
  return condition?.kind === Kind.BOOLEAN && condition.value;
}
