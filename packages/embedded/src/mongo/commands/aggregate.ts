import { writeOutput } from '../aggregation/output.ts';
import { runPipeline } from '../aggregation/pipeline.ts';
import { checkValue, expectDocument, expectDocuments } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { batchSizeOf, type Command, refuseCollation } from './command.ts';

const aggregate: Command = (command, { store, cursors }) => {
  refuseCollation(command);
  if (command.explain) throw new MongoError(238, 'Only a find can be explained by this server');
  const database = String(command.$db);
  const collection = command.aggregate === 1 ? undefined : String(command.aggregate);
  const namespace = `${database}.${collection ?? '$cmd.aggregate'}`;
  const pipeline = expectDocuments(command.pipeline, 'pipeline');
  checkValue(pipeline);
  const { documents, output } = runPipeline(pipeline, {
    store,
    database,
    collection,
    variables: expectDocument(command.let, 'let'),
  });
  if (!output) return cursors.first(namespace, documents, batchSizeOf(expectDocument(command.cursor, 'cursor')));
  writeOutput(output, [...documents], store, database);
  return cursors.first(namespace, [].values(), undefined);
};

export const aggregateCommands: Record<string, Command> = { aggregate };
