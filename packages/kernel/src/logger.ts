import { type Logger, pino } from 'pino';

export type { Logger };

/** Names under which secrets travel; their values never reach a log line, however deep they stand. */
const SECRET_NAMES = [
  'password',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'secret',
  'secretKey',
  'configuration',
];

/** A structured logger (JSON lines) for one process or part of it. `level` is pino's, e.g. `info` or `silent`. */
export function createLogger(name: string, level: string): Logger {
  const paths = SECRET_NAMES.flatMap(secret => [secret, `*.${secret}`, `*.*.${secret}`]);
  return pino({ name, level, redact: { paths, censor: '[redacted]' }, timestamp: pino.stdTimeFunctions.isoTime });
}
