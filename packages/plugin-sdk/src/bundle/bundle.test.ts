import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BUNDLE_LIMITS, integrityOf, packBundle, readBundle } from './bundle.ts';

const text = (value: string) => new TextEncoder().encode(value);
const manifest = { id: 'door-list', name: 'Door list', version: '1.0.0', author: 'TicketBase', category: 'OTHER' };
const files = new Map([
  ['plugin.json', text(JSON.stringify(manifest))],
  ['README.md', text('# Door list\n')],
]);
const messagesOf = (bytes: Uint8Array, limits = DEFAULT_BUNDLE_LIMITS) => {
  const result = readBundle(bytes, limits);
  return result.ok ? [] : result.issues.map(issue => `${issue.path.join('/')} ${issue.message}`);
};
const withFile = (name: string, content = text('x')) => packBundle(new Map([...files, [name, content]]));
/** Overwrites the name in both headers of an entry: what a tool for making archives would refuse to write. */
function rename(archive: Uint8Array, from: string, to: string) {
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  return bytes;
}

describe('packBundle', () => {
  test('makes the same bytes of the same files, in whatever order they come', () => {
    const reversed = new Map([...files].reverse());
    expect(Buffer.from(packBundle(reversed)).equals(packBundle(files))).toBe(true);
  });
});

describe('integrityOf', () => {
  test('names the content, not the packing', () => {
    const loose = zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(2020, 1, 1) });
    const [a, b] = [readBundle(loose), readBundle(packBundle(files))];
    expect(a.ok && a.bundle.integrity).toBe(b.ok && b.bundle.integrity);
    expect(a.ok && a.bundle.integrity).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
  });

  test('differs when a byte moves from a name to its content or to the next file', () => {
    const variants = [
      new Map([['ab', text('c')]]),
      new Map([['a', text('bc')]]),
      new Map([
        ['a', text('b')],
        ['c', text('')],
      ]),
      new Map([
        ['a', text('')],
        ['b', text('c')],
      ]),
    ];
    expect(new Set(variants.map(integrityOf)).size).toBe(variants.length);
  });
});

describe('readBundle', () => {
  test('gives back the manifest and the files', () => {
    const result = readBundle(packBundle(files));
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    expect(result.bundle.manifest.id).toBe('door-list');
    expect([...result.bundle.files.keys()]).toEqual(['README.md', 'plugin.json']);
  });

  test.each([
    ['a name that climbs out', '../aa.js'],
    ['a name that climbs out in the middle', 'a/../b.j'],
    ['an absolute name', '/etc/pas'],
    ['a Windows path', 'a\\..\\b.'],
    ['a drive', 'C:/aa.js'],
    ['a folder', 'aaaa.js/'],
    ['a control character', 'aa\u0000a.js'],
    ['a hidden file', '.aaaa.js'],
  ])('refuses %s', (_, name) => {
    expect(messagesOf(rename(withFile('aaaaa.js'), 'aaaaa.js', name)).join()).toMatch(/not a plain relative file name/);
  });

  test('refuses a file that is there twice, also when only the case differs', () => {
    expect(messagesOf(rename(withFile('readme.xx'), 'readme.xx', 'README.md'))).toEqual([
      'README.md the file is there twice',
    ]);
    expect(messagesOf(rename(withFile('readme.xx'), 'readme.xx', 'readme.md')).join()).toMatch(/there twice/);
  });

  test('refuses links and special files', () => {
    const link = zipSync({
      ...Object.fromEntries(files),
      'a.js': [text('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }],
    });
    expect(messagesOf(link)).toEqual(['a.js the file is a link or a special file']);
  });

  test('refuses too many files, too many bytes and files that inflate to too many', () => {
    expect(messagesOf(packBundle(files), { ...DEFAULT_BUNDLE_LIMITS, entries: 1 }).join()).toMatch(/more than 1 files/);
    expect(messagesOf(packBundle(files), { ...DEFAULT_BUNDLE_LIMITS, bytes: 50 }).join()).toMatch(
      /larger than 50 bytes/,
    );
    const bomb = withFile('zeros.js', new Uint8Array(30 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(100_000);
    expect(messagesOf(bomb).join()).toMatch(/holds more than 20971520 bytes/);
  });

  test('refuses a file that inflates to more than it declares', () => {
    const bytes = Buffer.from(withFile('zeros.js', new Uint8Array(1_000_000)));
    const entry = bytes.lastIndexOf('zeros.js') - 46;
    bytes.writeUInt32LE(10, entry + 24);
    expect(messagesOf(bytes)).toEqual(['zeros.js the file is damaged']);
  });

  test('refuses damage anywhere', () => {
    const archive = Buffer.from(packBundle(files));
    const intact = readBundle(archive);
    for (let at = 0; at < archive.length; at++) {
      const damaged = Buffer.from(archive);
      damaged[at]! ^= 0xff;
      const result = readBundle(damaged);
      // A flipped time or version changes nothing that is used; anything else must not go unnoticed.
      if (result.ok) expect(intact.ok && result.bundle.integrity).toBe(intact.ok && intact.bundle.integrity);
    }
    for (let length = 0; length < archive.length; length++)
      expect(readBundle(archive.subarray(0, length)).ok).toBe(false);
  });

  test('says where the manifest is wrong or what is missing', () => {
    const broken = new Map([['plugin.json', text(JSON.stringify({ ...manifest, version: '1' }))]]);
    expect(messagesOf(packBundle(broken)).join()).toMatch(/^plugin.json\/version must be a semantic version/);
    expect(messagesOf(packBundle(new Map([['a.js', text('')]])))).toEqual(['plugin.json is missing']);
    const unbuilt = new Map([['plugin.json', text(JSON.stringify({ ...manifest, build: { backend: 'src/a.ts' } }))]]);
    expect(messagesOf(packBundle(unbuilt)).join()).toMatch(/^backend.js is missing/);
  });
});
