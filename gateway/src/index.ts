export { type DistributedConfig, type GatewayConfig, parseDistributedConfig, parseGatewayConfig } from './config.ts';
export {
  BadRequestError,
  OperationNotPersistedError,
  PayloadTooLargeError,
  PersistedQueryNotFoundError,
  QueryTooComplexError,
  QueryTooCostlyError,
  QueryTooDeepError,
  QueryTooLargeError,
  QueryTooManyAliasesError,
  RateLimitedError,
  ShuttingDownError,
  UploadsBusyError,
} from './errors.ts';
export { createGateway, type Gateway, type GatewayServices } from './gateway.ts';
export type { CreateRateLimiter } from './guard/caller-limits.ts';
export type { Jwks } from './http/app.ts';
export type { Mailbox, MailSummary } from './http/dev-mail-route.ts';
export { httpMailbox } from './http/http-mailbox.ts';
export type { Figures } from './http/metrics-route.ts';
export type { InProcessOperation } from './in-process.ts';
export { SUBSCRIPTION_ACCESS } from './live/live-field.ts';
export { withSubscriptions } from './live/live-schema.ts';
export { type PooledEndpoint, pooledEndpoint } from './transport/pooled-endpoint.ts';
