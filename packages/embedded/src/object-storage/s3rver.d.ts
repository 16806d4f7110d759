declare module '@20minutes/s3rver' {
  import type { RequestListener } from 'node:http';

  interface Options {
    directory: string;
    silent: boolean;
    vhostBuckets: boolean;
  }

  class S3rver {
    readonly logger: { exceptions: { unhandle(): void }; close(): void };
    constructor(options: Options);
    callback(): RequestListener;
  }
  // biome-ignore lint/style/noDefaultExport: the library is CommonJS with one export.
  export default S3rver;
}

declare module '@20minutes/s3rver/lib/models/account.js' {
  /** The accounts whose keys every server in this process accepts. */
  class AwsAccount {
    static readonly registry: Map<string, AwsAccount>;
    static readonly DUMMY_ACCOUNT: AwsAccount;
    createKeyPair(accessKeyId: string, secretAccessKey: string): void;
    revokeAccessKey(accessKeyId: string): void;
  }
  // biome-ignore lint/style/noDefaultExport: the library is CommonJS with one export.
  export default AwsAccount;
}
