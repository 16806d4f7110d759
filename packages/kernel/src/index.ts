export {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  type AccessTokenClaims,
  type FindVerificationKey,
  toAccessTokenClaims,
  verifyAccessToken,
  viewerOfClaims,
} from './access-token.ts';
export { type CachePolicy, formatCacheControl, parseCacheControl, strictestPolicy } from './cache-policy.ts';
export { DomainError, type DomainErrorOptions, type Issue, type LogLevel } from './domain-error.ts';
export {
  type AnyDomainEvent,
  DOMAIN_EVENT_NAMES,
  type DomainEvent,
  domainEvent,
  parseDomainEvent,
  payloadSchema,
  withoutSecrets,
} from './domain-event/domain-event.ts';
export type { DomainEventName, Payload } from './domain-event/payloads.ts';
export { ConfigurationError, EX_CONFIG, parsedBy, parseEnvironment, startProcess } from './environment.ts';
export {
  BadUserInputError,
  ForbiddenError,
  IdempotencyKeyInUseError,
  IdempotencyKeyReusedError,
  NotFoundError,
  ServiceUnavailableError,
  StaleVersionError,
  UnauthenticatedError,
  UnsignedRequestError,
} from './errors.ts';
export { asLines, asSingleLine, severalLines, singleLine } from './given-text.ts';
export type { HealthCheck } from './health.ts';
export { hashSecret, isId, newId, newSecret } from './ids.ts';
export {
  FILENAME_HEADER,
  type HttpEndpointOptions,
  httpEndpoint,
  type InternalCall,
  type InternalRequest,
  internalRequest,
  REQUEST_ID_HEADER,
  SIGNATURE_HEADER,
  signInternalCall,
  verifyInternalCall,
} from './internal-call.ts';
export { fetchJwks, jwksKeys } from './jwks.ts';
export { createLogger, type Logger } from './logger.ts';
export { formatMoney, isCurrency, type Money, minorUnitDigits } from './money.ts';
export { networkOf } from './network-of.ts';
export { ALL_SCOPES, isScope, ROLE_SCOPES, ROLES, type Role, SCOPES, type Scope } from './scopes.ts';
export {
  type ClientInfo,
  type Download,
  SUBGRAPHS,
  type SubgraphEndpoint,
  type SubgraphName,
  type SubgraphRequest,
  type SubgraphResponse,
} from './subgraph.ts';
export { defaultMetricsAccess, type MetricsAccess, mayReadMetrics } from './telemetry/metrics-access.ts';
export { startTelemetry, type Telemetry } from './telemetry/start-telemetry.ts';
export { continueTrace, traceHeaders } from './telemetry/trace-headers.ts';
export { type Actor, type Identity, Viewer } from './viewer.ts';
export { WATCH_HEARTBEAT, WATCH_PATH } from './watch-over-http.ts';
