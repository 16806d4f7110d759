import { ServiceUnavailableError } from '@ticketbase/kernel';
import { Client } from 'minio';

export interface DocumentStoreOptions {
  /** Base URL of an S3-compatible server, e.g. `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  readonly region: string;
}

/** Files in an S3-compatible bucket, which nobody reaches but through this subgraph. One per process. */
export class DocumentStore {
  private readonly client: Client;
  private readonly options: DocumentStoreOptions;
  private bucketReady: Promise<void> | undefined;

  constructor(options: DocumentStoreOptions) {
    const { protocol, hostname, port } = new URL(options.endpoint);
    const useSSL = protocol === 'https:';
    const { accessKey, secretKey, region } = options;
    this.options = options;
    this.client = new Client({
      ...{ endPoint: hostname, port: port ? Number(port) : useSSL ? 443 : 80, useSSL, pathStyle: true },
      ...{ accessKey, secretKey, region },
    });
  }

  /** Throws SERVICE_UNAVAILABLE. */
  async put(key: string, bytes: Buffer, contentType: string): Promise<void> {
    try {
      await this.prepare();
      await this.client.putObject(this.options.bucket, key, bytes, bytes.length, { 'Content-Type': contentType });
    } catch (error) {
      throw new ServiceUnavailableError('Object storage', error);
    }
  }

  /** Null if there is no such object, or no bucket yet. Throws SERVICE_UNAVAILABLE. */
  async get(key: string): Promise<Buffer | null> {
    try {
      const stream = await this.client.getObject(this.options.bucket, key);
      return Buffer.concat(await stream.toArray());
    } catch (error) {
      if (['NoSuchKey', 'NoSuchBucket', 'NotFound'].includes((error as { code?: string }).code ?? '')) return null;
      throw new ServiceUnavailableError('Object storage', error);
    }
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
    const { bucket, region } = this.options;
    if (await this.client.bucketExists(bucket)) return;
    await this.client.makeBucket(bucket, region).catch(async error => {
      // Another process may have made it meanwhile.
      if (!(await this.client.bucketExists(bucket))) throw error;
    });
  }
}
