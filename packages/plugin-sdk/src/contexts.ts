export { ContextSchema, clientSchema, contextTypeOf } from './context/context-schema.ts';
export {
  checkInputQuery,
  contextFields,
  type InputQuery,
  type InputQueryResult,
  type QueryIssue,
  type SelectedField,
} from './context/input-query.ts';
