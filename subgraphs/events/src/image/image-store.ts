import { type HealthCheck, ServiceUnavailableError } from '@ticketbase/kernel';
import { Client } from 'minio';

export interface ImageStoreOptions {
  /** Base URL of an S3-compatible server, e.g. `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  /** The same server as browsers reach it, if that differs. */
  readonly publicEndpoint?: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  readonly region: string;
}

/** Links are signed as of the full hour, so that the same picture has the same link, and browsers keep it. */
const HOUR = 3_600_000;
const LINK_SECONDS = 24 * 3_600;

/** Pictures in an S3-compatible bucket. One per process. */
export class ImageStore implements HealthCheck {
  readonly name = 'object-storage';
  private readonly client: Client;
  private readonly publicClient: Client;
  private readonly bucket: string;
  private readonly region: string;
  private bucketReady: Promise<void> | undefined;

  constructor(options: ImageStoreOptions) {
    this.client = connect(options.endpoint, options);
    this.publicClient = connect(options.publicEndpoint ?? options.endpoint, options);
    this.bucket = options.bucket;
    this.region = options.region;
  }

  /** Stores a WebP picture. Throws SERVICE_UNAVAILABLE. */
  async put(key: string, bytes: Buffer): Promise<void> {
    try {
      await this.prepare();
      await this.client.putObject(this.bucket, key, bytes, bytes.length, {
        'Content-Type': 'image/webp',
        'Cache-Control': 'private, max-age=86400, immutable',
      });
    } catch (error) {
      throw new ServiceUnavailableError('Object storage', error);
    }
  }

  /** Stores a file to be fetched by its link. Throws SERVICE_UNAVAILABLE. */
  async putFile(key: string, bytes: Buffer, { type, fileName }: { type: string; fileName: string }): Promise<void> {
    try {
      await this.prepare();
      await this.client.putObject(this.bucket, key, bytes, bytes.length, {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'private, no-store',
      });
    } catch (error) {
      throw new ServiceUnavailableError('Object storage', error);
    }
  }

  /** A link to a file, good for so many seconds. */
  fileLink(key: string, seconds: number): Promise<string> {
    return this.publicClient.presignedUrl('GET', this.bucket, key, seconds);
  }

  async remove(key: string): Promise<void> {
    await this.client.removeObject(this.bucket, key);
  }

  /** The folders right below a folder, each with a slash at its end. */
  async foldersIn(folder: string): Promise<string[]> {
    const folders: string[] = [];
    await this.prepare();
    for await (const item of this.client.listObjectsV2(this.bucket, folder, false)) {
      const { prefix } = item as { prefix?: string };
      if (prefix) folders.push(prefix);
    }
    return folders;
  }

  /** Keys of what is in a folder, however deep; so many at most. */
  async keysIn(folder: string, most: number): Promise<string[]> {
    const keys: string[] = [];
    for await (const item of this.client.listObjectsV2(this.bucket, folder, true)) {
      keys.push((item as { name: string }).name);
      if (keys.length >= most) break;
    }
    return keys;
  }

  /** A link to a picture, good for 23 to 24 hours; made without asking the server. */
  link(key: string): Promise<string> {
    const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    return this.publicClient.presignedUrl('GET', this.bucket, key, LINK_SECONDS, {}, hour);
  }

  async check(): Promise<void> {
    await this.client.bucketExists(this.bucket);
  }

  /** Makes the bucket before its first use; tried again if that fails. */
  private prepare(): Promise<void> {
    this.bucketReady ??= this.makeBucket().catch(error => {
      this.bucketReady = undefined;
      throw error;
    });
    return this.bucketReady;
  }

  private async makeBucket(): Promise<void> {
    if (await this.client.bucketExists(this.bucket)) return;
    await this.client.makeBucket(this.bucket, this.region).catch(async error => {
      // Another process may have made it meanwhile.
      if (!(await this.client.bucketExists(this.bucket))) throw error;
    });
  }
}

function connect(endpoint: string, { accessKey, secretKey, region }: ImageStoreOptions): Client {
  const { protocol, hostname, port } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  const number = port ? Number(port) : useSSL ? 443 : 80;
  return new Client({ endPoint: hostname, port: number, useSSL, pathStyle: true, accessKey, secretKey, region });
}
