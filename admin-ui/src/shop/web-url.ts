/** Whether an address leads to a page of the web, and so may be followed for a plugin. */
export function isWebUrl(address: string): boolean {
  const { protocol } = URL.parse(address) ?? {};
  return protocol === 'https:' || protocol === 'http:';
}
