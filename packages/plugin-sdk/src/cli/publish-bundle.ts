import type { Server, ServerAnswer } from './server.ts';

/** What an organization must consent to, beside scopes, where the version is installed. */
export interface PluginRequest {
  kind: string;
  name: string;
}

/** What came of an upload that the server took. */
export interface Publication {
  plugin: { id: string };
  /** PUBLISHED, or SUBMITTED until somebody has reviewed it. */
  version: { version: string; status: string; integrity: string; requests: PluginRequest[] };
  supergraphRelease: string | null;
  warnings: { path: string; message: string }[];
}

const MUTATION = `mutation PublishPlugin($bundle: Upload!) {
  publishPlugin(bundle: $bundle) {
    plugin { id }
    version { version status integrity requests { kind name } }
    supergraphRelease
    warnings { path message }
  }
}`;

/** Uploads an archive with the `publishPlugin` mutation. */
export async function publishBundle(
  server: Server,
  archive: Uint8Array,
  fileName: string,
): Promise<ServerAnswer<Publication>> {
  const answer = await server.upload<{ publishPlugin: Publication }>(MUTATION, {
    variable: 'bundle',
    name: fileName,
    bytes: archive,
  });
  return answer.ok ? { ok: true, data: answer.data.publishPlugin } : answer;
}
