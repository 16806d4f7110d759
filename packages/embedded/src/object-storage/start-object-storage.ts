import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import S3rver from '@20minutes/s3rver';
import AwsAccount from '@20minutes/s3rver/lib/models/account.js';
import { claimDataDir } from '../data-dir-claim.ts';
import { listenOn, stopListening } from '../listen.ts';
import { type Log, silent } from '../log.ts';
import { onPort } from '../port.ts';

export interface ObjectStorageOptions {
  /** Keeps the objects; made if missing. */
  dataDir: string;
  /** 0 or undefined: the port of the last start if it is free, else any free one. */
  port?: number;
  accessKey: string;
  secretKey: string;
  log?: Log;
}

export interface RunningObjectStorage {
  /** Such as `http://127.0.0.1:9000`; path-style buckets. */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  stop(): Promise<void>;
}

/**
 * Runs S3's API over a directory, in this process, on loopback. It takes signed requests only; uploads need a length.
 * @throws EmbeddedError
 */
export async function startObjectStorage(options: ObjectStorageOptions): Promise<RunningObjectStorage> {
  const { accessKey, secretKey, log = silent } = options;
  const dataDir = resolve(options.dataDir);
  const claim = await claimDataDir(dataDir);
  try {
    const directory = join(dataDir, 'objects');
    await mkdir(directory, { recursive: true });
    acceptOnly(accessKey, secretKey);
    const app = new S3rver({ directory, silent: true, vhostBuckets: false });
    const server = createServer(refuseUnsigned(readableByPages(app.callback())));
    const { port } = await onPort({ wanted: options.port, dataDir, service: 'Object storage' }, port =>
      listenOn(server, port, 'Object storage'),
    );
    log(`Object storage: ready on 127.0.0.1:${port}`);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await closeHttp(server);
      app.logger.exceptions.unhandle();
      app.logger.close();
      await claim.release();
    };
    return { endpoint: `http://127.0.0.1:${port}`, accessKey, secretKey, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

// The library comes with a key pair that everyone knows.
function acceptOnly(accessKey: string, secretKey: string): void {
  AwsAccount.DUMMY_ACCOUNT.revokeAccessKey('S3RVER');
  AwsAccount.DUMMY_ACCOUNT.createKeyPair(accessKey, secretKey);
}

// The library checks the signatures it finds, but serves reads that have none.
function refuseUnsigned(handle: RequestListener): RequestListener {
  return (request, response) => (isSigned(request) ? handle(request, response) : refuse(response));
}

// Pages read plugin modules by a signed link, to check their hash. The link is the permission, whosever page it is; MinIO
// answers alike by default.
function readableByPages(handle: RequestListener): RequestListener {
  return (request, response) => {
    if (request.method === 'GET') response.setHeader('access-control-allow-origin', '*');
    handle(request, response);
  };
}

function isSigned({ headers, url }: IncomingMessage): boolean {
  if (headers.authorization) return true;
  const query = new URL(url ?? '/', 'http://127.0.0.1').searchParams;
  return query.has('X-Amz-Signature') || query.has('Signature');
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'application/xml' });
  response.end(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
  );
}

async function closeHttp(server: Server): Promise<void> {
  const closed = stopListening(server);
  server.closeIdleConnections();
  const forced = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(forced);
}
