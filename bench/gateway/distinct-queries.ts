import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** How far a query goes below its root field. */
const DEPTH = 4;
/** The most fields of a query, and how many of them have names of their own: somewhat less than the gateway allows. */
const FIELDS = 120;
const ALIASES = 45;

/** What a query may still have. */
interface Room {
  fields: number;
  aliases: number;
}

/**
 * Queries of guests over everything that can be reached from the events on sale, none like another: other fields each
 * time, under other names. The same seed makes the same queries.
 */
export class DistinctQueries {
  private readonly schema: GraphQLSchema;
  private state: number;
  private number = 0;

  constructor(schema: GraphQLSchema, seed: number) {
    this.schema = schema;
    this.state = seed;
  }

  next(): string {
    this.number += 1;
    const room = { fields: 5 + this.below(FIELDS - 5), aliases: ALIASES };
    const event = this.schema.getType('Event')!;
    return `query Q${this.number} { publicEvents(first: 2) { edges { node { ${this.selection(event, DEPTH, room)} } } } }`;
  }

  private selection(type: GraphQLNamedType, depth: number, room: Room): string {
    const parts = [`${this.alias(room)}__typename`];
    if (isAbstractType(type)) {
      for (const member of this.schema.getPossibleTypes(type))
        if (this.below(2) === 0) parts.push(`... on ${member.name} { ${this.selection(member, depth, room)} }`);
      return parts.join(' ');
    }
    if (!isObjectType(type)) return parts.join(' ');
    const fields = this.shuffled(Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument)));
    for (const field of fields.slice(0, 1 + this.below(fields.length))) {
      if (room.fields <= 0) break;
      const part = this.field(field, depth, room);
      if (part) parts.push(part);
    }
    return parts.join(' ');
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, room: Room): string | undefined {
    const type = getNamedType(field.type);
    const isLeaf = isLeafType(type);
    if (!isLeaf && depth === 0) return undefined;
    room.fields -= 1;
    const page = field.args.some(({ name }) => name === 'first') ? `(first: ${1 + this.below(2)})` : '';
    const below = isLeaf ? '' : ` { ${this.selection(type, depth - 1, room)} }`;
    return `${this.alias(room)}${field.name}${page}${below}`;
  }

  private alias(room: Room): string {
    if (room.aliases <= 0 || this.below(3) > 0) return '';
    room.aliases -= 1;
    return `a${this.number}_${room.aliases}: `;
  }

  private shuffled<T>(items: readonly T[]): T[] {
    return items
      .map(item => ({ item, at: this.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  private below = (limit: number): number => Math.floor(this.random() * limit);

  /** Mulberry32. */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
