/** What came of an upload that the server took. */
interface Publication {
  plugin: { id: string };
  /** PUBLISHED, or SUBMITTED until somebody has reviewed it. */
  version: { version: string; status: string; integrity: string };
  supergraphRelease: string | null;
  warnings: { path: string; message: string }[];
}

/** What a server said to an upload. */
export type PublishResult =
  | { ok: true; publication: Publication }
  | {
      ok: false;
      reason: 'refused' | 'unreachable';
      code: string;
      message: string;
      issues?: { path: (string | number)[]; message: string }[];
    };

const TIMEOUT_MS = 60_000;
const MUTATION = `mutation PublishPlugin($bundle: Upload!) {
  publishPlugin(bundle: $bundle) {
    plugin { id }
    version { version status integrity }
    supergraphRelease
    warnings { path message }
  }
}`;

interface GraphQLAnswer {
  data?: { publishPlugin?: Publication | null } | null;
  errors?: {
    message: string;
    extensions?: { code?: string; issues?: { path: (string | number)[]; message: string }[] };
  }[];
}

/**
 * Uploads an archive with the `publishPlugin` mutation
 * (https://github.com/jaydenseric/graphql-multipart-request-spec).
 */
export async function publishBundle(
  archive: Uint8Array,
  fileName: string,
  target: { endpoint: string; token: string },
): Promise<PublishResult> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: MUTATION, variables: { bundle: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.bundle'] }));
  form.set('0', new Blob([new Uint8Array(archive)], { type: 'application/zip' }), fileName);
  let response: Response;
  let answer: GraphQLAnswer;
  try {
    response = await fetch(target.endpoint, {
      method: 'POST',
      // Servers that guard against cross-site requests take multipart bodies only with a header that a form cannot set.
      headers: {
        authorization: `Bearer ${target.token}`,
        'apollo-require-preflight': 'true',
        accept: 'application/json',
      },
      body: form,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = (await response.json()) as GraphQLAnswer;
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    return {
      ok: false,
      reason: 'unreachable',
      code: 'UNREACHABLE',
      message: `${target.endpoint} did not answer GraphQL (${cause})`,
    };
  }
  const [fault] = answer.errors ?? [];
  if (!fault && answer.data?.publishPlugin) return { ok: true, publication: answer.data.publishPlugin };
  const code = fault?.extensions?.code ?? `HTTP_${response.status}`;
  const reason = code === 'INTERNAL_SERVER_ERROR' || response.status >= 500 ? 'unreachable' : 'refused';
  const issues = fault?.extensions?.issues;
  return {
    ok: false,
    reason,
    code,
    message: fault?.message ?? `HTTP status ${response.status}`,
    ...(issues && { issues }),
  };
}
