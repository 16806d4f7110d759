import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import type { Random } from './random.ts';

/** An operation and values for its variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const MAX_DEPTH = 4;

/** Makes a valid operation up: nested fields, aliases, arguments, fragments, `@skip` and `@include`, by variables or not. */
export function randomOperation(schema: GraphQLSchema, random: Random): RandomOperation {
  return new Author(schema, random).write();
}

class Author {
  private readonly schema: GraphQLSchema;
  private readonly random: Random;
  private readonly fragments: string[] = [];
  private readonly definitions = new Map<string, string>();
  private readonly variables: Record<string, unknown> = {};
  private aliases = 0;

  constructor(schema: GraphQLSchema, random: Random) {
    this.schema = schema;
    this.random = random;
  }

  write(): RandomOperation {
    const kind = this.random.chance(0.12) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const root = this.schema.getRootType(kind)!;
    const selections = this.selections(root, 0);
    const definitions = [...this.definitions].map(([name, type]) => `$${name}: ${type}`);
    const head = definitions.length > 0 ? `${kind} Random(${definitions.join(', ')})` : `${kind} Random`;
    return { query: [`${head} ${selections}`, ...this.fragments].join('\n'), variables: this.variables };
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const parts: string[] = this.identity(type);
    const count = 1 + random.below(depth < 2 ? 4 : 3);
    const fragments = new Set<string>();
    for (let i = 0; i < count; i++) parts.push(this.selection(type, depth, fragments));
    return `{ ${parts.join(' ')} }`;
  }

  /** What the test finds an object again by. */
  private identity(type: GraphQLCompositeType): string[] {
    const parts = this.random.chance(0.9) && !this.isRoot(type) ? ['__typename'] : [];
    if ('getFields' in type && type.getFields().id) parts.push('id');
    return parts;
  }

  private selection(type: GraphQLCompositeType, depth: number, fragments: Set<string>): string {
    const { random } = this;
    const canFragment = depth < MAX_DEPTH && (depth > 0 || random.chance(0.3));
    if (canFragment && random.chance(isAbstractType(type) ? 0.6 : 0.12)) return this.fragment(type, depth, fragments);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const leaves = fields.filter(({ type: output }) => !isCompositeType(getNamedType(output)));
    const open = depth < MAX_DEPTH ? fields : leaves;
    if (open.length === 0 || random.chance(0.05))
      return this.isRoot(type) ? '__typename' : `${this.alias('__typename')}__typename`;
    return this.field(random.pick(open), depth);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const given = this.arguments(field);
    // Fields with arguments, and some others, get an alias, so that no two of one name differ.
    const alias = given || this.random.chance(0.15) ? this.alias(field.name) : '';
    const below = isCompositeType(type) ? ` ${this.selections(type, depth + 1)}` : '';
    return `${alias}${field.name}${given}${this.condition()}${below}`;
  }

  private alias(name: string): string {
    this.aliases += 1;
    return `${this.random.pick(['a', 'b', 'other'])}${this.aliases}_${name.replace(/^_+/, '')}: `;
  }

  private arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap(({ name, type }) => {
      if (!isNonNullType(type) && this.random.chance(0.5)) return [];
      const value = this.value(String(type));
      return `${name}: ${this.random.chance(0.4) ? this.variable(String(type), value) : this.literal(value)}`;
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  private value(type: string): unknown {
    const named = type.replace(/[[\]!]/g, '');
    if (type.startsWith('[')) return [String(this.random.below(5)), String(this.random.below(5))];
    if (named === 'Int') return this.random.below(4);
    if (named === 'Kind') return this.random.pick(['SMALL', 'LARGE']);
    return String(this.random.below(5));
  }

  private literal(value: unknown): string {
    return value === 'SMALL' || value === 'LARGE' ? value : JSON.stringify(value);
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.definitions.size}`;
    const hasDefault = !type.endsWith('!') && this.random.chance(0.3);
    this.definitions.set(name, hasDefault ? `${type} = ${this.literal(value)}` : type);
    if (!hasDefault || this.random.chance(0.5)) this.variables[name] = value;
    return `$${name}`;
  }

  private condition(): string {
    const { random } = this;
    if (!random.chance(0.1)) return '';
    const directive = random.pick(['skip', 'include']);
    const value = random.chance(0.5);
    return ` @${directive}(if: ${random.chance(0.85) ? this.variable('Boolean!', value) : value})`;
  }

  /** `used`: those of this selection set; @apollo/gateway moves the fields of a second of a kind up to the first. */
  private fragment(type: GraphQLCompositeType, depth: number, used: Set<string>): string {
    const { random } = this;
    const candidates = this.overlapping(type);
    const condition = random.pick(candidates);
    if (random.chance(0.3)) {
      const name = `F${this.fragments.length}`;
      const at = this.fragments.push('') - 1;
      this.fragments[at] = `fragment ${name} on ${condition.name} ${this.selections(condition, depth + 1)}`;
      const again = random.chance(0.3) ? ` ...${name}` : '';
      return `...${name}${this.condition()}${again}`;
    }
    const on = condition === type && random.chance(0.5) ? '' : ` on ${condition.name}`;
    if (used.has(on)) return '__typename';
    used.add(on);
    return `...${on}${this.condition()} ${this.selections(condition, depth + 1)}`;
  }

  private overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const own = possible(this.schema, type);
    return Object.values(this.schema.getTypeMap()).filter(
      (one): one is GraphQLCompositeType =>
        isCompositeType(one) &&
        !one.name.startsWith('_') &&
        possible(this.schema, one).some(name => own.includes(name)),
    );
  }

  private isRoot(type: GraphQLCompositeType): boolean {
    return type === this.schema.getQueryType() || type === this.schema.getMutationType();
  }
}

const possible = (schema: GraphQLSchema, type: GraphQLCompositeType): string[] =>
  isObjectType(type) ? [type.name] : schema.getPossibleTypes(type).map(({ name }) => name);
