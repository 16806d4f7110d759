import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StandaloneConfig } from './config.ts';

const stored = z.object({
  SUBGRAPH_SECRET: z.string(),
  JWT_PRIVATE_KEY: z.string(),
  USERS_ENCRYPTION_KEYS: z.string(),
  EVENTS_ENCRYPTION_KEYS: z.string(),
  PAYMENTS_TOKEN_SECRET: z.string(),
  PLUGIN_ENCRYPTION_KEYS: z.string(),
  S3_ACCESS_KEY: z.string(),
  S3_SECRET_KEY: z.string(),
});
export type Secrets = z.infer<typeof stored>;

/** The secrets to run with: what the environment gives, and in development what this installation made for itself. */
export async function loadSecrets(config: StandaloneConfig): Promise<Secrets> {
  const given = Object.fromEntries(Object.entries(config.environment).filter(([, value]) => value));
  return stored.parse({ ...(config.production ? {} : await embeddedSecrets(config.dataDir)), ...given });
}

/** Made on the first start, kept in the data directory, mode 0600. */
async function embeddedSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const secrets = makeSecrets();
    await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: 'wx' });
    return secrets;
  }
  const kept = stored.partial().parse(JSON.parse(text));
  // Made before there was a secret that this version needs.
  const secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(kept).length === Object.keys(secrets).length) return secrets;
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

function makeSecrets(): Secrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    SUBGRAPH_SECRET: randomBytes(32).toString('base64url'),
    JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    USERS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    EVENTS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    PAYMENTS_TOKEN_SECRET: randomBytes(32).toString('base64url'),
    PLUGIN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    S3_ACCESS_KEY: randomBytes(10).toString('hex'),
    S3_SECRET_KEY: randomBytes(24).toString('base64url'),
  };
}
