import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whom an address is counted for: an IPv4 address as it is; of an IPv6 address the first 64 bits, since all the rest is
 * one subscriber's to choose.
 */
export function networkOf(address: string): string {
  const [plain] = address.split('%');
  const mapped = plain!.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(mapped) || !isIPv6(mapped)) return mapped;
  const [head = '', tail] = mapped.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  // An IPv4 address at the end takes the place of two groups.
  const last = after.length > 0 && after.at(-1)!.includes('.') ? 1 : 0;
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length - last);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
