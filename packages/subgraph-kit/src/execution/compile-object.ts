import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql';
import { compileEntities, isEntities } from './compile-entities.ts';
import { compileRead, compileResolved, type ExecuteField, Thrown } from './compile-field.ts';
import type { FieldSource } from './field.ts';
import { type ExecuteObject, fieldsOf, type Operation } from './operation.ts';
import { type Data, isPromise, isPromiseSource } from './run.ts';

/** How the code tells that a leaf, read off an object, goes into the answer as it is, by what makes it a leaf. */
const IS_PLAIN = new Map<unknown, string>([
  [GraphQLString.serialize, "typeof v === 'string'"],
  [GraphQLID.serialize, "typeof v === 'string'"],
  [GraphQLInt.serialize, "typeof v === 'number' && (v | 0) === v"],
  [GraphQLFloat.serialize, "typeof v === 'number' && v - v === 0"],
  [GraphQLBoolean.serialize, "typeof v === 'boolean'"],
]);

/** What stands for an object that can have no properties. */
const NOTHING = Object.freeze(Object.create(null));

/**
 * Compiles the fields selected of objects of a type into one function: it reads properties by name and makes the answer in one
 * literal, which is many times faster than to go through a list of fields. Only names that a document was parsed to, which
 * are letters, digits and underscores, become a part of its source.
 */
export function compileObject(
  operation: Operation,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ExecuteObject {
  const functions: unknown[] = [];
  const lines: string[] = [];
  const members: string[] = [];
  const values: string[] = [];
  let number = 0;
  for (const [responseName, nodes] of fieldsOf(operation, type, selectionSets)) {
    const name = nodes[0]!.name.value;
    if (name === '__typename') {
      members.push(`${JSON.stringify(responseName)}: ${JSON.stringify(type.name)}`);
      continue;
    }
    const definition = type.getFields()[name]!;
    const field: FieldSource = { operation, parent: type, responseName, definition, nodes };
    const variable = `v${number++}`;
    values.push(variable);
    members.push(`${JSON.stringify(responseName)}: ${variable}`);
    const index = functions.push(compile(field)) - 1;
    lines.push(definition.resolve ? resolved(variable, index) : read(variable, index, name, definition.type));
  }
  const source = `
    return function (source, path, run) {
      const s = (typeof source === 'object' && source !== null) || typeof source === 'function' ? source : NOTHING;
      let v, isPending = false${values.map(value => `, ${value}`).join('')};
      try {
        ${lines.join('\n        ')}
      } catch (error) {
        return waitAndThrow(error, [${values.join(', ')}]);
      }
      const data = { ${members.join(', ')} };
      return isPending ? settle(data) : data;
    };`;
  // As parameters, and not in a list: what never changes can be called as if it stood in the code.
  const names = functions.map((_, index) => `f${index}`);
  const make = new Function('Thrown', 'NOTHING', 'waitAndThrow', 'settle', ...names, source);
  return make(Thrown, NOTHING, waitAndThrow, settle, ...functions) as ExecuteObject;
}

const compile = (field: FieldSource) =>
  isEntities(field) ? compileEntities(field) : field.definition.resolve ? compileResolved(field) : compileRead(field);

const pending = (variable: string) => `if (${isPromiseSource(variable)}) isPending = true;`;

const resolved = (variable: string, index: number) =>
  `${variable} = f${index}(source, path, run); ${pending(variable)}`;

function read(variable: string, index: number, name: string, type: GraphQLOutputType): string {
  const nullable = isNonNullType(type) ? type.ofType : type;
  const plain = isLeafType(nullable) ? IS_PLAIN.get(nullable.serialize) : undefined;
  const isDone =
    [...(plain ? [`(${plain})`] : []), ...(nullable === type ? ['v === null'] : [])].join(' || ') || 'false';
  return `
        try { v = s.${name}; } catch (error) { v = new Thrown(error); }
        if (${isDone}) ${variable} = v;
        else { ${variable} = f${index}(v, source, path, run); ${pending(variable)} }`;
}

/** What is under way already ends before the error goes on, as in graphql-js: its own errors must not be unhandled. */
function waitAndThrow(error: unknown, values: readonly unknown[]): Promise<Data> {
  const underWay = values.filter(isPromise);
  if (underWay.length === 0) throw error;
  return Promise.all(underWay).finally(() => {
    throw error;
  }) as Promise<never>;
}

/** The same object once all promises in it have been kept. */
async function settle(data: Data): Promise<Data> {
  const names = Object.keys(data).filter(name => isPromise(data[name]));
  const values = await Promise.all(names.map(name => data[name]));
  for (let index = 0; index < names.length; index++) data[names[index]!] = values[index];
  return data;
}

/** Executes fields one after the other, as those of a mutation are. */
export function compileSerially(
  operation: Operation,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ExecuteObject {
  const fields: Array<readonly [name: string, execute: ExecuteField | undefined]> = [];
  for (const [responseName, nodes] of fieldsOf(operation, type, selectionSets)) {
    const one = { kind: 'SelectionSet', selections: nodes } as unknown as SelectionSetNode;
    fields.push([responseName, compileObject(operation, type, [one])]);
  }
  return async (source, path, run) => {
    const data: Data = {};
    for (const [name, execute] of fields) data[name] = ((await execute!(source, path, run)) as Data)[name];
    return data;
  };
}
