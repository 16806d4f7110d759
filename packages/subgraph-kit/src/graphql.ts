// The decorators ask for the metadata API to be there even when every type is explicit.
import 'reflect-metadata';

export {
  Arg,
  Args,
  ArgsType,
  Ctx,
  createUnionType,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
export { Access, Scoped } from './schema/access.ts';
export { Connection, ConnectionArgs } from './schema/connection.ts';
export { KeepFor } from './schema/keep-for.ts';
export { MoneyType } from './schema/money.type.ts';
export { CurrencyCode, DateTime, Json, JsonSchema, Upload, Url } from './schema/scalars.ts';
