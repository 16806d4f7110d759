import { Database, OutboxRelay, Subgraph, type SubgraphServices } from '@ticketbase/subgraph-kit';
import { Router } from 'express';
import { AccessTokens } from './auth/access-tokens.ts';
import type { PublicJwk } from './auth/signing-keys.ts';
import type { UsersConfig } from './config.ts';
import { createServices } from './context.ts';
import { usersDatabase } from './database.ts';
import { startHousekeeping } from './housekeeping.ts';
import { usersSchema } from './schema.ts';

export { parseUsersConfig, type UsersConfig } from './config.ts';
export { usersDatabase } from './database.ts';
export { setOperator } from './operator.ts';
export { usersSchema } from './schema.ts';

/** The users subgraph, with what else it offers. */
export interface UsersSubgraph {
  readonly subgraph: Subgraph;
  /** Verifies access tokens: for `jwksKeys` in process. */
  publicKeys(): { keys: PublicJwk[] };
  /** `/.well-known/jwks.json`, for the process that serves it. */
  readonly routes: Router;
  /** For `setOperator`; closed with the subgraph. */
  readonly database: Database;
}

/** Connects, brings the schema up to date, and makes the subgraph. Nothing runs until `subgraph.start()`. */
export async function createUsersSubgraph(config: UsersConfig, services: SubgraphServices): Promise<UsersSubgraph> {
  const { logger, subscribers } = services;
  const { databaseUrl: url, databasePoolSize: poolSize } = config;
  const database = await Database.open({ ...usersDatabase, url, poolSize });
  const accessTokens = new AccessTokens(config.privateKey, config.previousPublicKeys);
  const platform = { database, accessTokens, encryptionKeys: config.encryptionKeys, logger };
  const relay = new OutboxRelay(database, subscribers, logger);
  let stopHousekeeping = async () => {};
  const subgraph = new Subgraph({
    schema: usersSchema,
    logger,
    createServices: request => createServices(platform, request),
    health: [database],
    async start() {
      relay.start();
      stopHousekeeping = startHousekeeping(database, logger);
    },
    async close() {
      await stopHousekeeping();
      await relay.stop();
      await database.close();
    },
  });
  const routes = Router();
  routes.get('/.well-known/jwks.json', (_, response) => {
    response.set('cache-control', 'public, max-age=300').json(accessTokens.publicKeys());
  });
  return { subgraph, publicKeys: () => accessTokens.publicKeys(), routes, database };
}
