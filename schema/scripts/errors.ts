/** Writes docs/errors.md from the error classes in the code, so that the registry and its documentation are one. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generatedFile } from './generated-file.ts';

const root = resolve(import.meta.dirname, '../..');
const SOURCES = [
  'packages/{kernel,subgraph-kit,plugin-sdk}/src/**/*.ts',
  'subgraphs/*/src/**/*.ts',
  'gateway/src/**/*.ts',
  'plugin-host/src/**/*.ts',
];
const CLASS =
  /static readonly code = '([A-Z0-9_]+)';\s*static readonly summary =\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)");/g;
const ANY_CODE = /static readonly code = '([A-Z0-9_]+)'/g;

interface Entry {
  readonly code: string;
  readonly summary: string;
  readonly owner: string;
}

const entries: Entry[] = [];
const faults: string[] = [];
for (const file of globSync(SOURCES, { cwd: root }).sort()) {
  if (file.endsWith('.test.ts')) continue;
  const text = readFileSync(resolve(root, file), 'utf8');
  const owner = file.replace(/^(packages|subgraphs)\//, '').split('/')[0]!;
  const found = [...text.matchAll(CLASS)].map(([, code, single, double]) => ({
    code: code!,
    summary: (single ?? double!).replace(/\\'/g, "'"),
    owner,
  }));
  for (const [, code] of text.matchAll(ANY_CODE)) {
    if (!found.some(entry => entry.code === code))
      faults.push(`${file}: ${code} has no \`static readonly summary\` behind its code`);
  }
  entries.push(...found);
}
for (const { code, owner } of entries) {
  const twin = entries.find(other => other.code === code && other.owner !== owner);
  if (twin) faults.push(`${code} is declared by ${owner} and by ${twin.owner}`);
}
if (faults.length > 0) {
  console.error([...new Set(faults)].join('\n'));
  process.exit(1);
}

const owners = [...new Set(entries.map(entry => entry.owner))];
const sections = owners.map(owner => {
  const rows = entries.filter(entry => entry.owner === owner).sort((a, b) => (a.code < b.code ? -1 : 1));
  return `## ${owner}\n\n| code | meaning |\n|---|---|\n${rows.map(({ code, summary }) => `| \`${code}\` | ${summary} |`).join('\n')}\n`;
});
generatedFile(
  'docs/errors.md',
  `# Errors\n\nA refused operation is a GraphQL error whose \`extensions.code\` is one of these; clients match on the code, never on the\nmessage. Bad input also carries \`extensions.issues: [{ path, message }]\`. Everything unforeseen is \`INTERNAL_SERVER_ERROR\`\nwith a \`requestId\` and nothing else. This page is generated from the error classes (\`npm run codegen\`), and\n\`npm run check\` fails when it differs from them.\n\nCodes of GraphQL itself: \`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\`, \`BAD_USER_INPUT\`, \`PERSISTED_QUERY_NOT_FOUND\`.\n\n${sections.join('\n')}`,
  'npm run codegen',
);
