/** Why a request may not be made; the message is meant for the plugin's author. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
}

/** The request was permitted and did not succeed: no route, no answer in time, too large an answer. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
}

/** Where a permitted request goes. */
export interface Destination {
  url: URL;
  /** A declared loopback port of a development host: its address is not checked against private ranges. */
  loopback: boolean;
}

/** Whether the hosts, written as `network` is, have the one that the URL leads to. */
export const isAmong = (url: URL, hosts: readonly string[]): boolean =>
  hosts.includes(url.hostname) || isLoopbackAmong(url, hosts);

const isLoopbackAmong = (url: URL, hosts: readonly string[]) =>
  hosts.some(entry => LOOPBACK_ENTRY.test(entry) && new URL(entry).origin === url.origin);

const LOOPBACK_ENTRY = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/;

/**
 * Decides where a plugin may send a request: to the host names it declared, over https on its usual port, and in a
 * development host also to loopback ports that were declared as `http://127.0.0.1:<port>`.
 * @throws FetchRefused
 */
export function permit(target: string, network: readonly string[], development: boolean): Destination {
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    throw new FetchRefused('that is not an absolute URL');
  }
  if (url.username || url.password) throw new FetchRefused('a URL must not carry a user name or password');
  if (development && isLoopbackAmong(url, network)) return { url, loopback: true };
  if (url.protocol !== 'https:') throw new FetchRefused('only https is allowed');
  if (url.port !== '') throw new FetchRefused('only the usual port of https is allowed');
  if (!network.includes(url.hostname)) throw new FetchRefused(`the plugin did not declare the host ${url.hostname}`);
  return { url, loopback: false };
}
