import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startMailSink, startMongo, startObjectStorage, startPostgres } from '@ticketbase/embedded';

/** What several servers share, so that they answer from the same data. */
export interface SharedServices {
  /** What a server reads its configuration from. */
  readonly env: Readonly<Record<string, string>> & { readonly SUBGRAPH_SECRET: string };
  /** The processes of the databases. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** Starts the databases, the object storage and the mail sink below a folder, and makes the secrets. */
export async function startServices(folder: string): Promise<SharedServices> {
  const keys = { accessKey: randomBytes(10).toString('hex'), secretKey: randomBytes(24).toString('base64url') };
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), orphan: 'remove' });
  const mongo = await startMongo({ dataDir: join(folder, 'mongo') });
  const storage = await startObjectStorage({ dataDir: join(folder, 's3'), ...keys });
  const mail = await startMailSink({ dataDir: join(folder, 'mail') });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encryptionKey = () => `k1:${randomBytes(32).toString('base64')}`;
  return {
    env: {
      POSTGRES_URL: postgres.url,
      MONGODB_URL: mongo.url,
      S3_ENDPOINT: storage.endpoint,
      S3_ACCESS_KEY: keys.accessKey,
      S3_SECRET_KEY: keys.secretKey,
      SMTP_URL: mail.url,
      SUBGRAPH_SECRET: randomBytes(32).toString('base64url'),
      JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      USERS_ENCRYPTION_KEYS: encryptionKey(),
      EVENTS_ENCRYPTION_KEYS: encryptionKey(),
      PLUGIN_ENCRYPTION_KEYS: encryptionKey(),
      PAYMENTS_TOKEN_SECRET: randomBytes(32).toString('base64url'),
    },
    pids: [postgres.pid, mongo.pid],
    async stop() {
      for (const service of [mail, storage, mongo, postgres]) await service.stop();
    },
  };
}
