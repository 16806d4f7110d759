import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLSchema,
  type InputValueDefinitionNode,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import { pascalCase } from '../graphql/names.ts';
import { EXTENSION_TARGETS, type ExtensionTarget } from '../manifest/extension-targets.ts';

/** The GraphQL type of what a component at a target is shown beside: `PAYMENT_METHODS` → `PaymentMethodsContext`. */
export const contextTypeOf = (target: ExtensionTarget): string => `${pascalCase(target.toLowerCase())}Context`;

const SCOPE_TAG = 'scope/';
const SCOPE_DIRECTIVE = `"The scope that a plugin needs to select the field."
directive @scope(name: String!) on FIELD_DEFINITION`;

/**
 * The part of the supergraph that components of plugins can query: the context types, and what they lead to. In its SDL
 * each field that needs a scope says so: `analytics(…): EventAnalytics! @scope(name: "analytics:read")`.
 */
export class ContextSchema {
  readonly schema: GraphQLSchema;
  private readonly types: readonly TypeDefinitionNode[];
  private readonly byTarget = new Map<ExtensionTarget, GraphQLSchema>();

  private constructor(types: readonly TypeDefinitionNode[]) {
    this.types = types;
    const directive = parse(SCOPE_DIRECTIVE).definitions;
    this.schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...directive, ...types] }, { assumeValid: true });
  }

  /** Out of what `sdl` says. Throws GraphQLError when the text is no schema. */
  static parse(sdl: string): ContextSchema {
    return new ContextSchema(typesOf(parse(sdl, { noLocation: true })));
  }

  /** Out of a composed supergraph: without what clients do not see, and with the scopes that its tags name. */
  static ofSupergraph(supergraphSdl: string): ContextSchema {
    const types = new Map(
      typesOf(visible(parse(supergraphSdl, { noLocation: true }))).map(type => [type.name.value, type]),
    );
    const implementers = (name: string) =>
      [...types.values()].filter(
        type => 'interfaces' in type && type.interfaces?.some(each => each.name.value === name),
      );
    const reached = new Set<string>();
    const queue = EXTENSION_TARGETS.map(contextTypeOf);
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const type = types.get(name);
      if (!type || reached.has(name)) continue;
      reached.add(name);
      queue.push(...typesNamedIn(type), ...implementers(name).map(each => each.name.value));
    }
    return new ContextSchema([...reached].sort().map(name => types.get(name)!));
  }

  /** The SDL, in the order of the types' names. */
  get sdl(): string {
    return `${[SCOPE_DIRECTIVE, ...this.types.map(type => print(type))].join('\n\n')}\n`;
  }

  /** The SDL of one type; empty if there is none of this name. */
  sdlOf(name: string): string {
    const type = this.types.find(each => each.name.value === name);
    return type ? print(type) : '';
  }

  /** The schema in which a component's query is a query: the context type is its root. Undefined without that type. */
  queriedAt(target: ExtensionTarget): GraphQLSchema | undefined {
    const known = this.byTarget.get(target);
    if (known) return known;
    const query = this.schema.getType(contextTypeOf(target));
    if (!isObjectType(query)) return undefined;
    const schema = new GraphQLSchema({ ...this.schema.toConfig(), query, assumeValid: true });
    this.byTarget.set(target, schema);
    return schema;
  }

  /** The scope that `Type.field` needs; null if none. */
  scopeOf(type: string, field: string): string | null {
    const found = this.schema.getType(type);
    return isObjectType(found) ? scopeIn(found.getFields()[field]?.astNode) : null;
  }
}

/** What clients of a composed supergraph see, to validate their operations. */
export function clientSchema(supergraphSdl: string): GraphQLSchema {
  const types = typesOf(visible(parse(supergraphSdl, { noLocation: true }))).filter(
    ({ name }) => !/^(?:join|link|core)__/.test(name.value),
  );
  const directive = parse(SCOPE_DIRECTIVE).definitions;
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...directive, ...types] }, { assumeValid: true });
}

function scopeIn(field: FieldDefinitionNode | null | undefined): string | null {
  const directive = field?.directives?.find(({ name }) => name.value === 'scope');
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

const typesOf = (document: DocumentNode): TypeDefinitionNode[] =>
  document.definitions.filter((definition): definition is TypeDefinitionNode => isTypeDefinition(definition));

const isTypeDefinition = (definition: DefinitionNode) =>
  definition.kind.endsWith('TypeDefinition') && !isSpecifiedScalar(definition as TypeDefinitionNode);
const isSpecifiedScalar = ({ name }: TypeDefinitionNode) => isSpecifiedScalarType({ name: name.value } as never);

/** Removes what clients do not see and how composition describes itself; scope tags become `@scope`. */
function visible(document: DocumentNode): DocumentNode {
  const seen = (node: { directives?: readonly ConstDirectiveNode[] }) =>
    node.directives?.some(({ name }) => name.value === 'inaccessible') ? null : undefined;
  const directives = (given: readonly ConstDirectiveNode[] | undefined) => (given ?? []).flatMap(readable);
  const described = <Node extends { directives?: readonly ConstDirectiveNode[] }>(node: Node) =>
    seen(node) === null ? null : { ...node, directives: directives(node.directives) };
  return visit(document, {
    enter: node => {
      if (
        'name' in node &&
        'directives' in node &&
        /Definition$|^EnumValue/.test(node.kind) &&
        node.kind !== Kind.OPERATION_DEFINITION
      )
        return described(node as never);
      return undefined;
    },
  });
}

function readable(directive: ConstDirectiveNode): ConstDirectiveNode[] {
  if (['deprecated', 'oneOf', 'specifiedBy'].includes(directive.name.value)) return [directive];
  const [argument] = directive.arguments ?? [];
  if (directive.name.value !== 'tag' || argument?.value.kind !== Kind.STRING) return [];
  if (!argument.value.value.startsWith(SCOPE_TAG)) return [];
  const scope = argument.value.value.slice(SCOPE_TAG.length).replace('/', ':');
  return [
    {
      ...directive,
      name: { ...directive.name, value: 'scope' },
      arguments: [{ ...argument, value: { ...argument.value, value: scope } }],
    },
  ];
}

function typesNamedIn(type: TypeDefinitionNode): string[] {
  const named = (node: TypeNode): string => (node.kind === Kind.NAMED_TYPE ? node.name.value : named(node.type));
  const ofFields = (fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = []) =>
    fields.flatMap(field => [
      named(field.type),
      ...('arguments' in field ? (field.arguments ?? []).map(argument => named(argument.type)) : []),
    ]);
  const ofNames = (names: readonly NamedTypeNode[] = []) => names.map(({ name }) => name.value);
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return ofNames(type.types);
  return 'fields' in type ? [...ofFields(type.fields), ...('interfaces' in type ? ofNames(type.interfaces) : [])] : [];
}
