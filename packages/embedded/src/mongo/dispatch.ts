import { aggregateCommands } from './commands/aggregate.ts';
import { catalogCommands } from './commands/catalog.ts';
import type { Command, ServerContext } from './commands/command.ts';
import { handshakeCommands } from './commands/handshake.ts';
import { readCommands } from './commands/read.ts';
import { writeCommands } from './commands/write.ts';
import { checkValue, type Document } from './document.ts';
import { asMongoError, MongoError } from './mongo-error.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...handshakeCommands, ...readCommands, ...writeCommands, ...aggregateCommands, ...catalogCommands }),
);
/** Their values are checked one document at a time, so that one bad document does not refuse the others. */
const CHECKED_BY_STATEMENT = new Set(['insert', 'update', 'delete']);

/** Runs a command and gives the answer to send, which for a refused one says why. */
export function dispatch(command: Document, context: ServerContext): Document {
  try {
    return { ...run(command, context), ok: 1 };
  } catch (error) {
    const { code, codeName, message, details } = asMongoError(error);
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
}

function run(command: Document, context: ServerContext): Document {
  const name = Object.keys(command)[0] ?? '';
  const execute = COMMANDS.get(name);
  if (!execute) throw new MongoError(59, `no such command: '${name}'`);
  if (command.startTransaction || command.autocommit === false || command.txnNumber !== undefined) {
    throw new MongoError(20, 'This server has no transactions and no retryable writes');
  }
  if (!CHECKED_BY_STATEMENT.has(name)) checkValue(command);
  return execute(command, context);
}
