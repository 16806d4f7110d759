/**
 * Prints what `deploy/.env` needs, made anew: the secrets that production asks for and the passwords of the servers in
 * `compose.yml`. Keep what it printed: a database that was filled with other keys cannot be read.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const key = () => randomBytes(32).toString('base64');
const password = () => randomBytes(24).toString('hex');
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const variables = {
  SUBGRAPH_SECRET: key(),
  JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).replaceAll('\n', '\\n'),
  USERS_ENCRYPTION_KEYS: `k1:${key()}`,
  EVENTS_ENCRYPTION_KEYS: `k1:${key()}`,
  PLUGIN_ENCRYPTION_KEYS: `k1:${key()}`,
  PAYMENTS_TOKEN_SECRET: key(),
  POSTGRES_PASSWORD: password(),
  MONGODB_PASSWORD: password(),
  S3_SECRET_KEY: password(),
};
for (const [name, value] of Object.entries(variables)) console.log(`${name}=${value}`);
