import { BlockList, isIPv4, isIPv6 } from 'node:net';

// https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry: everything that is not the
// public internet, multicast included. IPv6 is the other way round: only 2000::/3 is public, less what is carved out of it.
const privateV4 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  privateV4.addSubnet(net, prefix);

const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const carvedOutV6 = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 addresses lead to whichever IPv4 address is written in them.
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carvedOutV6.addSubnet(net, prefix, 'ipv6');

/** Whether the address is one of the public internet. What is not an address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !privateV4.check(address);
  if (!isIPv6(address)) return false;
  return publicV6.check(address, 'ipv6') && !carvedOutV6.check(address, 'ipv6');
}
