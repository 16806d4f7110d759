import { networkOf, type Viewer } from '@ticketbase/kernel';

/**
 * Whom open carts are counted for: whoever is signed in, or else the address the request came from. Null if neither is
 * known, which is so for no request that came through the gateway.
 */
export function clientOf(viewer: Viewer, address: string | undefined): string | null {
  if (!viewer.isAnonymous) return `${viewer.actor.kind}:${viewer.actor.id}`;
  return address === undefined ? null : `address:${networkOf(address)}`;
}
