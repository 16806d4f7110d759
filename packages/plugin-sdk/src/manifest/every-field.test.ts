import { describe, expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { manifestSchema } from './schema.ts';

const output = { type: 'object', properties: { status: { type: 'string' } } };
/** A manifest that says everything that one can say. */
const FULL = {
  $schema: './plugin.schema.json',
  ...{ id: 'all-of-it', name: 'All of it', version: '1.0.0', description: 'Everything.', author: 'TicketBase' },
  ...{ category: 'PAYMENT', platform: '^1.0.0', permissions: ['orders:read'], network: ['api.example.com'] },
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['apiKey'],
    properties: { apiKey: { type: 'string', title: 'Key', minLength: 4, pattern: '^k', sensitive: true } },
  },
  secrets: { apiKey: { hosts: ['api.example.com'] } },
  actions: {
    sync: {
      ...{ title: 'Sync', description: 'Syncs.', public: true, output },
      input: { type: 'object', description: 'What.', properties: { n: { type: 'integer', minimum: 1 } } },
    },
    call: {},
    start: {},
  },
  hooks: ['order.placed'],
  webhooks: { office: { action: 'call' } },
  schedules: { nightly: { cron: '0 3 * * *', timeZone: 'Europe/Berlin', action: 'sync', params: { n: 1 } } },
  lifecycle: ['onUpgrade'],
  extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }],
  build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
};
/** What else it can say, of a plugin that takes payments. */
const PAYMENT = {
  methods: [{ id: 'cash', label: 'Cash', description: 'Notes and coins.' }],
  ...{ start: 'start', confirm: 'confirm', refund: 'refund' },
};

type Path = readonly (string | number)[];

/** Every place of the value, from the top down. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, part]) =>
    places(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inside : [path, ...inside];
}

const at = (value: unknown, path: Path) =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value);

function withValueAt(manifest: object, path: Path, value: unknown): object {
  const changed = structuredClone(manifest);
  (at(changed, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1)!] = value;
  return changed;
}

/** A value of another type, and, for what is not free text, one that is too long. */
const wrongOf = (value: unknown): unknown[] => (typeof value === 'string' ? [7, null, {}] : ['wrong', null]);

/** Whether an issue is about the place, or about the schema that it stands in, which is one value. */
const isAbout = (issue: Path, place: Path) =>
  issue.length > 0 && issue.every((key, index) => index >= place.length || String(key) === String(place[index]));

/** What may be anything: the values of a schema's `title` and `description` are checked with the schema. */
const isFree = (path: Path) => path.join('.') === 'schedules.nightly.params.n';

describe('a manifest that is wrong in one place alone', () => {
  test('is valid in none (control), and says all that there is to say', () => {
    const parsed = parseManifest(FULL);
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    expect(Object.keys({ ...FULL, payment: PAYMENT }).sort()).toEqual(Object.keys(manifestSchema.shape).sort());
  });

  const cases = places(FULL).filter(path => !isFree(path));
  test.each(cases.map(path => [path.join('.'), path] as const))('is refused at %s', (_, path) => {
    for (const wrong of wrongOf(at(FULL, path))) {
      const parsed = parseManifest(withValueAt(FULL, path, wrong));
      const issues = parsed.ok ? [] : parsed.issues;
      expect(
        issues.some(issue => isAbout(issue.path, path)),
        `${JSON.stringify(wrong)}: ${JSON.stringify(issues)}`,
      ).toBe(true);
    }
  });

  test.each(places(PAYMENT).map(path => [path.join('.'), path] as const))('is refused at payment.%s', (_, path) => {
    for (const wrong of wrongOf(at(PAYMENT, path))) {
      const parsed = parseManifest({ ...FULL, payment: withValueAt(PAYMENT, path, wrong) });
      const issues = parsed.ok ? [] : parsed.issues;
      expect(
        issues.some(issue => isAbout(issue.path, ['payment', ...path])),
        `${JSON.stringify(wrong)}: ${JSON.stringify(issues)}`,
      ).toBe(true);
    }
  });

  const required = ['id', 'name', 'version', 'author', 'category'];
  test.each(required)('is refused without %s', field => {
    const parsed = parseManifest({ ...FULL, [field]: undefined });
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  const objects = [
    [],
    ...cases.filter(path => path[0] !== 'configSchema' && path[2] !== 'input' && path[2] !== 'output'),
  ]
    .filter(path => path.length !== 1 || !['secrets', 'actions', 'webhooks', 'schedules'].includes(String(path[0])))
    .filter(path => path.at(-1) !== 'params')
    .filter(path => typeof at(FULL, path) === 'object' && !Array.isArray(at(FULL, path)));
  test.each(objects.map(path => [path.join('.') || 'the top', path] as const))(
    'is refused with a misspelt key at %s',
    (_, path) => {
      const parsed = parseManifest(withValueAt(FULL, [...path, 'misspelt'], 1));
      expect(parsed.ok ? '' : JSON.stringify(parsed.issues)).toContain('misspelt');
    },
  );
});
