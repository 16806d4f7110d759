/** What a JSON pointer as a `$ref` leads to within a document; undefined for anchors, other documents and nothing. */
export function followPointer(root: unknown, pointer: string): unknown {
  if (pointer === '#') return root;
  if (!pointer.startsWith('#/')) return undefined;
  return pointer
    .slice(2)
    .split('/')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => {
      const own = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
      return own ? (value as Record<string, unknown>)[step] : undefined;
    }, root);
}
