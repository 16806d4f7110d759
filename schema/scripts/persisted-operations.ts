/**
 * Writes schema/persisted-operations.json: the operations of the pages, by name, as codegen found them. With
 * PERSISTED_ONLY the gateway takes these and no others.
 */
import { type DocumentNode, Kind, print } from 'graphql';
import * as generated from '../../admin-ui/src/generated/graphql.ts';
import { generatedFile } from './generated-file.ts';

const documents = Object.values(generated as Readonly<Record<string, unknown>>)
  .filter(isDocument)
  // A fragment has a document of its own, beside those of the operations that it is written into.
  .filter(({ definitions }) => definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION));
const operations = documents.map(document => [nameOf(document), print(document)] as const);
const sorted = Object.fromEntries(operations.sort(([a], [b]) => (a < b ? -1 : 1)));
generatedFile('schema/persisted-operations.json', `${JSON.stringify(sorted, null, 2)}\n`, 'npm run codegen');

function isDocument(value: unknown): value is DocumentNode {
  return (value as DocumentNode | undefined)?.kind === Kind.DOCUMENT;
}

function nameOf({ definitions }: DocumentNode): string {
  const operation = definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation?.name) throw new Error('An operation of the pages has no name.');
  return operation.name.value;
}
