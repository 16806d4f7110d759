export { EmbeddedError, type EmbeddedErrorCode } from './embedded-error.ts';
export type { Log } from './log.ts';
export type { MailSummary } from './mail/mail-store.ts';
export { type MailSinkOptions, type RunningMailSink, startMailSink } from './mail/start-mail-sink.ts';
export { type MongoOptions, type RunningMongo, startMongo } from './mongo/start-mongo.ts';
export {
  type ObjectStorageOptions,
  type RunningObjectStorage,
  startObjectStorage,
} from './object-storage/start-object-storage.ts';
export { createDatabase, type DatabaseOptions, dropDatabase } from './postgres/database.ts';
export {
  findRunningPostgres,
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from './postgres/start-postgres.ts';
