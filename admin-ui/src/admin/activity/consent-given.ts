/** What a plugin was allowed by what happened, from the further facts of an entry: scopes, and all else by kind and name. */
export function consentGiven(details: unknown): string[] {
  const { grantedPermissions, consented } = (details ?? {}) as Readonly<Record<string, unknown>>;
  const scopes = Array.isArray(grantedPermissions) ? grantedPermissions.map(String) : [];
  const requests = Array.isArray(consented) ? (consented as { readonly kind: string; readonly name: string }[]) : [];
  return [...scopes, ...requests.map(({ kind, name }) => `${kind.toLowerCase().replaceAll('_', ' ')} ${name}`)];
}
