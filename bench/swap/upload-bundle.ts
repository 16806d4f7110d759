const PUBLISH =
  'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { status } supergraphRelease } }';

/** Publishes a bundle. Throws when the server does not publish it. */
export async function uploadBundle(url: string, token: string, archive: Uint8Array): Promise<void> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: PUBLISH, variables: { bundle: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.bundle'] }));
  form.set('0', new Blob([new Uint8Array(archive)]), 'plugin.zip');
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: form });
  const { data, errors } = (await response.json()) as {
    data?: { publishPlugin: { version: { status: string } } } | null;
    errors?: readonly unknown[];
  };
  if (data?.publishPlugin.version.status !== 'PUBLISHED') throw new Error(JSON.stringify(errors));
}
