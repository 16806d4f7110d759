import type { BUNDLE_FILES } from '@ticketbase/plugin-sdk/bundle';
import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import type { Finding } from './finding.ts';
import { scanCode } from './scan-code.ts';

/** Secrets that have a shape of their own. What is found is not told: findings are stored and shown. */
const SECRETS: ReadonlyArray<readonly [what: string, shape: RegExp]> = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a secret key of Stripe', /\b[sr]k_(?:live|test)_[0-9A-Za-z]{16,}\b/],
  ['a webhook secret of Stripe', /\bwhsec_[0-9A-Za-z+/=]{24,}/],
  ['a token of GitHub', /\bgh[pousr]_[0-9A-Za-z]{36,}\b/],
  ['a token of Slack', /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
  ['an API token of this platform', /\btb_[0-9A-Za-z_-]{20,}/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
];
const LARGE_BYTES = 1024 * 1024;

/**
 * Looks through all files of a bundle. What is SEVERE is not to be published.
 * @param names what the build calls its files; given, since to load the SDK for them takes longer than to look through most bundles
 */
export function scanBundle(
  manifest: Pick<PluginManifest, 'network' | 'extensions'>,
  files: ReadonlyMap<string, Uint8Array>,
  names: typeof BUNDLE_FILES,
): Finding[] {
  const expected = new Set<string>([
    ...Object.values(names),
    'README.md',
    ...manifest.extensions.flatMap(({ input }) => input ?? []),
  ]);
  return [...files].flatMap(([name, bytes]): Finding[] => {
    const text = new TextDecoder().decode(bytes);
    const isCode = name === names.backend || name === names.frontend;
    const about = (severity: Finding['severity'], code: Finding['code'], message: string): Finding => ({
      ...{ severity, code, file: name, line: null, message },
    });
    return [
      ...secrets(name, text),
      ...(expected.has(name) ? [] : [about('WARNING', 'UNEXPECTED_FILE', 'is no file that the build makes')]),
      ...(isCode && bytes.byteLength > LARGE_BYTES ? [about('WARNING', 'LARGE', `has ${bytes.byteLength} bytes`)] : []),
      ...(isCode ? scanCode({ name, text, minified: name === names.frontend }, manifest.network) : []),
    ];
  });
}

function secrets(file: string, text: string): Finding[] {
  return SECRETS.flatMap(([what, shape]): Finding[] => {
    const found = shape.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [{ severity: 'SEVERE', code: 'SECRET', file, line, message: `holds what looks like ${what}` }];
  });
}
