import { type Logger, pino } from 'pino';

export type { Logger };

/** Names under which secrets travel; their values reach no log line, down to two levels below the line's own fields. */
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

/** What PostgreSQL tells of a failed statement besides its message: values of the row, which may be personal. */
const ROW_VALUES = ['err.detail', 'err.where'];

/** A structured logger (JSON lines) for one process or part of it. `level` is pino's, e.g. `info` or `silent`. */
export function createLogger(name: string, level: string): Logger {
  const secrets = SECRET_NAMES.flatMap(secret => [secret, `*.${secret}`, `*.*.${secret}`]);
  const paths = [...secrets, ...ROW_VALUES];
  return pino({ name, level, redact: { paths, censor: '[redacted]' }, timestamp: pino.stdTimeFunctions.isoTime });
}
