import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type HealthCheck, ServiceUnavailableError } from '@ticketbase/kernel';
import { BUNDLE_FILES, readBundle } from '@ticketbase/plugin-sdk/bundle';
import { Client } from 'minio';
import type { ObjectStorageConfig } from '../config.ts';

/** Seconds for which a link to a component's module is good. */
const LINK_LIFETIME = 60 * 60;

/** The parts of a bundle that are read on their own. */
export type BundlePart = 'bundle.zip' | 'backend.js' | 'frontend.js';

const CONTENT_TYPES: Readonly<Record<BundlePart, string>> = {
  'bundle.zip': 'application/zip',
  'backend.js': 'text/javascript; charset=utf-8',
  'frontend.js': 'text/javascript; charset=utf-8',
};

/** The Subresource Integrity value of a file: `sha256-<base64>`. */
export const integrityOfFile = (content: Uint8Array): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** Published bundles in S3-compatible storage, addressed by the hash of their content, so that nothing is overwritten. */
export class BundleStore implements HealthCheck {
  readonly name = 'object-storage';
  private readonly client: Client;
  private readonly signer: Client;
  private readonly bucket: string;
  private readonly region: string;

  constructor(config: ObjectStorageConfig) {
    this.client = connect(config, config.endpoint);
    this.signer = connect(config, config.publicEndpoint);
    this.bucket = config.bucket;
    this.region = config.region;
  }

  /** Makes the bucket if it is missing. */
  async prepare(): Promise<void> {
    if (await this.client.bucketExists(this.bucket)) return;
    await this.client.makeBucket(this.bucket, this.region).catch(error => {
      // Another process was first.
      if (!/BucketAlready/.test(String((error as { code?: unknown }).code))) throw error;
    });
  }

  /** Keeps the parts of a bundle; the same content lands in the same place. Throws SERVICE_UNAVAILABLE. */
  async put(integrity: string, parts: ReadonlyMap<BundlePart, Uint8Array>): Promise<void> {
    try {
      await Promise.all([...parts].map(([part, content]) => this.putPart(key(integrity, part), part, content)));
    } catch (error) {
      throw new ServiceUnavailableError('object storage', error);
    }
  }

  /** A part's text, checked against the hash that was recorded when it was published. */
  async readText(integrity: string, part: BundlePart, expected: string): Promise<string> {
    const content = await this.read(integrity, part);
    if (integrityOfFile(content) !== expected) throw new Error(`${key(integrity, part)} is not what was published.`);
    return content.toString('utf8');
  }

  /** The source map of the backend's code, if the bundle has one. */
  async readSourceMap(integrity: string): Promise<string | undefined> {
    const result = readBundle(await this.read(integrity, 'bundle.zip'));
    if (!result.ok || result.bundle.integrity !== integrity) throw new Error(`${integrity} is not what was published.`);
    const map = result.bundle.files.get(BUNDLE_FILES.backendMap);
    return map && Buffer.from(map).toString('utf8');
  }

  /** A link to a part that anyone who has it can read for an hour. */
  link(integrity: string, part: BundlePart): Promise<string> {
    return this.signer.presignedGetObject(this.bucket, key(integrity, part), LINK_LIFETIME);
  }

  async check(): Promise<void> {
    if (!(await this.client.bucketExists(this.bucket))) throw new Error(`The bucket ${this.bucket} is missing.`);
  }

  private async read(integrity: string, part: BundlePart): Promise<Buffer> {
    try {
      return await buffer(await this.client.getObject(this.bucket, key(integrity, part)));
    } catch (error) {
      throw new ServiceUnavailableError('object storage', error);
    }
  }

  private async putPart(name: string, part: BundlePart, content: Uint8Array): Promise<void> {
    const metadata = { 'content-type': CONTENT_TYPES[part], 'cache-control': 'public, max-age=31536000, immutable' };
    await this.client.putObject(this.bucket, name, Buffer.from(content), content.byteLength, metadata);
  }
}

/** `sha256/<hex>/<part>`: base64 has characters that paths do not. */
const key = (integrity: string, part: BundlePart) =>
  `sha256/${Buffer.from(integrity.replace(/^sha256-/, ''), 'base64').toString('hex')}/${part}`;

function connect(config: ObjectStorageConfig, endpoint: URL): Client {
  const useSSL = endpoint.protocol === 'https:';
  return new Client({
    endPoint: endpoint.hostname,
    port: endpoint.port ? Number(endpoint.port) : useSSL ? 443 : 80,
    useSSL,
    accessKey: config.accessKey,
    secretKey: config.secretKey,
    region: config.region,
    pathStyle: true,
  });
}
