export { AttemptLimit } from './database/attempt-limit.ts';
export {
  countStatements,
  Database,
  type DatabaseOptions,
  recordStatements,
  type SentStatement,
} from './database/database.ts';
export {
  type Driver,
  isUniqueViolation,
  type PostStatement,
  type PreparedStatement,
  type SendStatement,
} from './database/driver.ts';
export { canonicalJson, type IdempotentCall, idempotent, inputHashOf } from './database/idempotency.ts';
export type { SqlMigration } from './database/migration.ts';
export { mapPage, type PaginateOptions, paginate } from './database/paginate.ts';
export { type ProvisionOptions, provisionSchema } from './database/provision.ts';
export { sendIn } from './database/send-in.ts';
export { textQuery } from './database/text-search.ts';
export { BYTE_ORDER_MARK, type Cell, csvLine, type Decimal } from './download/csv.ts';
export { type ExportOrder, OneTimeLinks } from './download/one-time-links.ts';
export { streamRows } from './download/stream-rows.ts';
export { EncryptionKeys } from './encryption/encryption-keys.ts';
export { BackgroundPace } from './grouping/background-pace.ts';
export { Grouping, type GroupWork } from './grouping/grouping.ts';
export { type HttpSubscriberOptions, httpSubscriber } from './outbox/http-subscriber.ts';
export { applyAll, applyOnce, type JobBatch, type Jobs } from './outbox/jobs.ts';
export { recordEvents } from './outbox/record.ts';
export { OutboxRelay, type Subscriber } from './outbox/relay.ts';
export { OutboxWatch } from './outbox/watch.ts';
export { parseInput } from './parse-input.ts';
export type { AccessLevel } from './schema/access.ts';
export { buildSubgraph, type References, type SubgraphSchema, type SubgraphSource } from './schema/build-subgraph.ts';
export { type Page, type PageRequest, parsePage } from './schema/connection.ts';
export { UploadedFile } from './schema/uploaded-file.ts';
export { CommandClient, type CommandContext, RemoteError, type TypedDocument } from './server/commands.ts';
export { type RunOptions, runSubgraph } from './server/run-subgraph.ts';
export { type ServeOptions, type SubgraphServer, serveSubgraph } from './server/serve-subgraph.ts';
export { type RequestContext, Subgraph, type SubgraphParts, type SubgraphServices } from './server/subgraph.ts';
export { metrics } from './telemetry/metrics.ts';
