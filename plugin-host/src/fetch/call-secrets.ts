import { randomBytes } from 'node:crypto';
import { FetchRefused, isAmong } from './network-policy.ts';

/** A setting whose value the plugin's code never gets. */
export interface WithheldSetting {
  readonly value: string;
  /** Where it may be sent: entries of the call's `network`. */
  readonly hosts: readonly string[];
}

/** What stands in a request, with handles or with the values that they are for. */
export interface SecretCarrier {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const MASK = '••••••••';

/**
 * The settings of one call that its code has handles of. A handle is of no use to another call, nor anywhere but in a request to
 * the hosts that its setting is for, where the value takes its place on the way out; on the way back the value is masked.
 */
export class CallSecrets {
  /** By the setting's name. */
  readonly handles: Readonly<Record<string, string>>;
  private readonly byHandle: ReadonlyMap<string, WithheldSetting & { readonly name: string }>;
  private readonly masked: readonly string[];

  constructor(settings: Readonly<Record<string, WithheldSetting>>) {
    const entries = Object.entries(settings).map(
      ([name, setting]) => [`secret-${randomBytes(16).toString('hex')}`, { name, ...setting }] as const,
    );
    this.byHandle = new Map(entries);
    this.handles = Object.fromEntries(entries.map(([handle, { name }]) => [name, handle]));
    const forms = entries.flatMap(([, { value }]) => formsOf(value));
    this.masked = [...new Set(forms)].sort((a, b) => b.length - a.length);
  }

  /** Whether the text has a handle in it. */
  isIn(text: string): boolean {
    return this.usedIn(text).length > 0;
  }

  /**
   * The request with the values in the place of handles: in headers, body, path and query.
   * @throws FetchRefused when it goes where one of them may not
   */
  fill<Request extends SecretCarrier>(request: Request): Request {
    if (this.byHandle.size === 0) return request;
    const url = new URL(request.url);
    for (const text of [url.pathname, url.search, ...Object.values(request.headers), request.body ?? ''])
      for (const { name, hosts } of this.usedIn(text))
        if (!isAmong(url, hosts)) throw new FetchRefused(`the setting ${name} may not be sent to ${url.hostname}`);
    url.pathname = this.replace(url.pathname, encodePath);
    url.search = this.replace(url.search, encodeURIComponent);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, this.fillText(value)]);
    const body = request.body === undefined ? {} : { body: this.fillText(request.body) };
    return { ...request, url: url.href, headers: Object.fromEntries(headers), ...body };
  }

  /**
   * Looks at where a host leads that was told values: it may have written them into the address.
   * @throws FetchRefused when one of them may not be sent there
   */
  checkRedirect(url: URL): void {
    for (const { name, value, hosts } of this.byHandle.values())
      if (!isAmong(url, hosts) && formsOf(value).some(form => url.href.includes(form) || decoded(url).includes(form)))
        throw new FetchRefused(`the setting ${name} may not be sent to ${url.hostname}`);
  }

  /** The text with the values in the place of handles. Only for what never reaches the code again. */
  fillText(text: string): string {
    return this.replace(text, value => value);
  }

  /** The text without any of the values, in whatever common spelling a host answers them. */
  mask(text: string): string {
    return this.masked.reduce((cleaned, form) => cleaned.replaceAll(form, MASK), text);
  }

  /** As `mask`, for bytes that need not be text. */
  maskBytes(bytes: Buffer): Buffer {
    if (this.masked.length === 0) return bytes;
    // One character for each byte, so that nothing but the values changes.
    const text = bytes.toString('latin1');
    const latin = (form: string) => Buffer.from(form, 'utf8').toString('latin1');
    const cleaned = this.masked.reduce((each, form) => each.replaceAll(latin(form), latin(MASK)), text);
    return Buffer.from(cleaned, 'latin1');
  }

  private usedIn(text: string) {
    return [...this.byHandle].filter(([handle]) => text.includes(handle)).map(([, setting]) => setting);
  }

  private replace(text: string, encode: (value: string) => string): string {
    return [...this.byHandle].reduce(
      (filled, [handle, { value }]) => filled.replaceAll(handle, () => encode(value)),
      text,
    );
  }
}

/** Slashes part a path; everything else is written so that it stays within its part. */
const encodePath = (value: string) => value.split('/').map(encodeURIComponent).join('/');

/** The address without its escapes; those that are none are left as they are. */
const decoded = ({ href }: URL) =>
  href
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, escaped => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString());

/** Too short a value stands in texts by chance, and would be no secret. */
const SHORTEST = 4;

function formsOf(value: string): string[] {
  if (value.length < SHORTEST) return [];
  const base64 = Buffer.from(value).toString('base64');
  return [
    ...[value, encodeURIComponent(value), encodePath(value), JSON.stringify(value).slice(1, -1)],
    ...[
      base64,
      base64.replace(/=+$/, ''),
      Buffer.from(value).toString('base64url'),
      Buffer.from(value).toString('hex'),
    ],
  ];
}
