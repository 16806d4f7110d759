import type { KeyObject } from 'node:crypto';
import { parsedBy, parseEnvironment } from '@ticketbase/kernel';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import { parsePrivateKey, parsePublicKeys } from './auth/signing-keys.ts';

/** What the users subgraph is told from outside. */
export interface UsersConfig {
  /** PostgreSQL URL of the subgraph's own role. */
  readonly databaseUrl: string;
  /** Connections at most. */
  readonly databasePoolSize: number;
  /** Signs access tokens. */
  readonly privateKey: KeyObject;
  /** Public halves of keys that signed before, so that their tokens stay good until they expire. */
  readonly previousPublicKeys: readonly KeyObject[];
  /** Encrypt what must be readable again, such as authenticator secrets. */
  readonly encryptionKeys: EncryptionKeys;
}

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

const environment = z
  .object({
    USERS_DATABASE_URL: databaseUrl,
    USERS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    JWT_PRIVATE_KEY: z.string().transform(parsedBy(parsePrivateKey)),
    JWT_PREVIOUS_PUBLIC_KEYS: z.string().default('').transform(parsedBy(parsePublicKeys)),
    USERS_ENCRYPTION_KEYS: z.string().transform(parsedBy(EncryptionKeys.parse)),
  })
  .transform(
    (variables): UsersConfig => ({
      databaseUrl: variables.USERS_DATABASE_URL,
      databasePoolSize: variables.USERS_DATABASE_POOL,
      privateKey: variables.JWT_PRIVATE_KEY,
      previousPublicKeys: variables.JWT_PREVIOUS_PUBLIC_KEYS,
      encryptionKeys: variables.USERS_ENCRYPTION_KEYS,
    }),
  );

/**
 * Reads the configuration out of environment variables. No secret has a default, in any mode: who starts the server
 * without keys is told, and `npm start` makes its own. Throws ConfigurationError with every fault.
 */
export const parseUsersConfig = (env: Readonly<Record<string, string | undefined>>): UsersConfig =>
  parseEnvironment(environment, env);

/** What a command needs that works on the database alone. Throws ConfigurationError. */
export const parseDatabaseUrl = (env: Readonly<Record<string, string | undefined>>): string =>
  parseEnvironment(z.object({ USERS_DATABASE_URL: databaseUrl }), env).USERS_DATABASE_URL;
