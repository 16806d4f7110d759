const PUBLISH =
  'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { status } supergraphRelease } }';

interface Answer {
  readonly data?: { publishPlugin: { version: { status: string } } } | null;
  readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string } }>;
}

/** Publishes a bundle, unless the server has that version already. Throws when the server does not publish it. */
export async function publishBundle(url: string, token: string, archive: Uint8Array): Promise<void> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: PUBLISH, variables: { bundle: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.bundle'] }));
  form.set('0', new Blob([new Uint8Array(archive)]), 'plugin.zip');
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: form });
  const { data, errors } = (await response.json()) as Answer;
  if (data?.publishPlugin.version.status === 'PUBLISHED') return;
  if (errors?.[0]?.extensions.code !== 'PLUGIN_VERSION_EXISTS') throw new Error(JSON.stringify(errors ?? data));
}
