import { parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

/** What the payments subgraph is told from outside. */
export interface PaymentsConfig {
  /** PostgreSQL URL of the subgraph's own role. */
  readonly databaseUrl: string;
  /** Connections at most. */
  readonly databasePoolSize: number;
  /** The tokens that open carts and orders are derived with it. */
  readonly tokenSecret: string;
  /** Minutes for which a cart holds its tickets before the organization's own setting is known. */
  readonly holdMinutes: number;
  /** Carts and unpaid orders that one guest's address, or one user, may have open for one event. */
  readonly cartsPerClient: number;
  /** Places in one event's waiting room that one guest's address, or one user, may take within an hour. */
  readonly placesPerClient: number;
  /** Minutes for which an order awaits a payment that is made at once, such as by card. */
  readonly onlinePaymentMinutes: number;
  /** Hours for which an order awaits a payment that is made by hand, such as a bank transfer. */
  readonly manualPaymentHours: number;
  /** Where payment providers send buyers afterwards, unless checkout names a page. */
  readonly returnUrl: string;
  /** Where people reach the server, without a slash at the end; links to files begin with it. */
  readonly publicUrl: string;
  /** Where invoices are kept. */
  readonly objectStorage: {
    readonly endpoint: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly bucket: string;
    readonly region: string;
  };
  /** Milliseconds between two looks for what has expired or was left unfinished. */
  readonly sweepInterval: number;
}

const environment = z
  .object({
    PAYMENTS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    PAYMENTS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    PAYMENTS_TOKEN_SECRET: z.string().min(32),
    PAYMENTS_HOLD_MINUTES: z.coerce.number().int().min(1).max(120).default(10),
    PAYMENTS_CARTS_PER_CLIENT: z.coerce.number().int().min(1).max(100_000).default(10),
    PAYMENTS_PLACES_PER_CLIENT: z.coerce.number().int().min(1).max(1_000_000).default(20),
    PAYMENTS_ONLINE_PAYMENT_MINUTES: z.coerce.number().int().min(1).max(1_440).default(30),
    PAYMENTS_MANUAL_PAYMENT_HOURS: z.coerce.number().int().min(1).max(1_440).default(168),
    PAYMENTS_RETURN_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000/'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
    S3_ENDPOINT: z.url(),
    S3_ACCESS_KEY: z.string().min(1),
    S3_SECRET_KEY: z.string().min(1),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket name')
      .default('ticketbase-payments'),
    S3_REGION: z.string().min(1).default('us-east-1'),
    PAYMENTS_SWEEP_INTERVAL_MS: z.coerce.number().int().min(100).max(600_000).default(2_000),
  })
  .transform(
    (variables): PaymentsConfig => ({
      databaseUrl: variables.PAYMENTS_DATABASE_URL,
      databasePoolSize: variables.PAYMENTS_DATABASE_POOL,
      tokenSecret: variables.PAYMENTS_TOKEN_SECRET,
      holdMinutes: variables.PAYMENTS_HOLD_MINUTES,
      cartsPerClient: variables.PAYMENTS_CARTS_PER_CLIENT,
      placesPerClient: variables.PAYMENTS_PLACES_PER_CLIENT,
      onlinePaymentMinutes: variables.PAYMENTS_ONLINE_PAYMENT_MINUTES,
      manualPaymentHours: variables.PAYMENTS_MANUAL_PAYMENT_HOURS,
      returnUrl: variables.PAYMENTS_RETURN_URL,
      publicUrl: variables.PUBLIC_URL.replace(/\/+$/, ''),
      objectStorage: {
        endpoint: variables.S3_ENDPOINT,
        accessKey: variables.S3_ACCESS_KEY,
        secretKey: variables.S3_SECRET_KEY,
        bucket: variables.S3_BUCKET,
        region: variables.S3_REGION,
      },
      sweepInterval: variables.PAYMENTS_SWEEP_INTERVAL_MS,
    }),
  );

/**
 * Reads the configuration out of environment variables. The secret has no default in any mode: `npm start` makes one.
 * Throws ConfigurationError with every fault.
 */
export const parsePaymentsConfig = (env: Readonly<Record<string, string | undefined>>): PaymentsConfig =>
  parseEnvironment(environment, env);
