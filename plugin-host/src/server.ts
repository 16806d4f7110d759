import { chmodSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createLogger } from '@ticketbase/kernel';
import { BundleCache } from './bundle-cache.ts';
import { type Address, formatAddress, type HostConfig } from './config.ts';
import { chooseConfinement } from './confinement/choose-confinement.ts';
import { GuardedFetch } from './fetch/guarded-fetch.ts';
import { type HostServices, Session } from './session.ts';
import { WorkerPool } from './worker-pool.ts';
import { killWorkerProcess, tryWorkerProcess } from './worker-process.ts';

/** A running host. */
export interface PluginHostServer {
  /** Where it listens, with the port that was really taken. */
  address: Address;
  /** Stops taking calls, waits for those that run, for at most `graceMs`, then ends everything. */
  close(graceMs: number): Promise<void>;
}

const DRAIN_POLL_MS = 20;

/** Workers could reach more than they may, and the host was told not to run so. */
export class ConfinementError extends Error {
  override readonly name = 'ConfinementError';

  constructor(lacks: string, faults: readonly string[]) {
    const why = faults.length > 0 ? ` (${faults.join('; ')})` : '';
    super(
      `${lacks}${why}. Install bubblewrap and allow it user namespaces, or start the host without --require-confinement.`,
    );
  }
}

/** Starts workers, then listens. */
export async function startServer(config: HostConfig & { token: string }): Promise<PluginHostServer> {
  const logger = createLogger('plugin-host', config.logLevel);
  const { confinement, missing, proof, faults } = await chooseConfinement(config.confinement, each =>
    tryWorkerProcess({ confinement: each, maxIsolates: config.maxIsolates }),
  );
  if (missing.length > 0) {
    const lacks = `workers are not confined in: ${missing.join(', ')}`;
    if (config.requireConfinement) {
      if (proof) killWorkerProcess(proof);
      throw new ConfinementError(lacks, faults);
    }
    // Who develops a plugin on a machine of their own runs their own code.
    logger[config.development ? 'info' : 'warn']({ confinement: confinement.name, missing, faults }, lacks);
  }
  const services: HostServices = {
    token: config.token,
    logger,
    pool: new WorkerPool({ ...config, confinement }, logger, proof),
    bundles: new BundleCache(config.bundleCacheBytes),
    fetcher: new GuardedFetch({ development: config.development }),
    limits: config.limits,
  };
  const sessions = new Set<Session>();
  const server = createServer(socket => {
    const session = new Session(socket, services);
    sessions.add(session);
    socket.on('close', () => sessions.delete(session));
  });
  try {
    await listen(server, config.address);
  } catch (error) {
    await services.pool.close();
    throw error;
  }
  const close = async (graceMs: number) => {
    server.close();
    for (const session of sessions) session.drain();
    const deadline = performance.now() + graceMs;
    const busy = () => [...sessions].some(session => session.active > 0);
    while (busy() && performance.now() < deadline) await new Promise(resolve => setTimeout(resolve, DRAIN_POLL_MS));
    for (const session of sessions) session.close();
    await Promise.all([services.pool.close(), services.fetcher.close()]);
  };
  const address = 'path' in config.address ? config.address : portOf(server);
  logger.info(
    { address: formatAddress(address), workers: services.pool.pids, confinement: confinement.name },
    'listening',
  );
  return { address, close };
}

function listen(server: Server, address: Address): Promise<void> {
  // A socket file left by a host that was killed would refuse the next one.
  if ('path' in address) rmSync(address.path, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      if ('path' in address) chmodSync(address.path, 0o600);
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): Address {
  const { address, port } = server.address() as AddressInfo;
  return { host: address, port };
}
