import { describe, expect, test } from 'vitest';
import { parseManifest, sensitiveFields } from './parse-manifest.ts';

const minimal = {
  id: 'door-list',
  name: 'Door list',
  version: '1.0.0',
  author: 'TicketBase',
  category: 'OTHER',
  actions: { print: { input: { type: 'object' }, output: { type: 'string' } } },
  build: { backend: 'src/backend.ts' },
};
const issuesOf = (change: object) => {
  const result = parseManifest({ ...minimal, ...change });
  return result.ok ? [] : result.issues.map(issue => `${issue.path.join('.')} ${issue.message}`);
};

describe('parseManifest', () => {
  test('fills in what a minimal manifest leaves out', () => {
    const result = parseManifest(JSON.stringify(minimal));
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    expect(result.manifest).toMatchObject({
      permissions: [],
      network: [],
      hooks: [],
      platform: '^1.0.0',
      extensions: [],
    });
    expect(result.manifest.actions.print?.public).toBe(false);
  });

  test.each([
    ['text that is not JSON', '{"id":', /^is not JSON/],
    ['an empty value', undefined, /must be a JSON object/],
    ['a list', [], /must be an object/],
    ['deep nesting', JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`), /nested deeper/],
    ['a huge text', ' '.repeat(300_000), /larger than/],
  ])('refuses %s', (_, json, message) => {
    const result = parseManifest(json);
    expect(result.ok ? '' : result.issues[0]?.message).toMatch(message);
  });

  test.each<[string, object, RegExp]>([
    ['an id that is not kebab-case', { id: 'Door_List' }, /^id must be kebab-case/],
    ['a version that is not semantic', { version: '1.0' }, /^version must be a semantic version/],
    ['an action name that is not kebab-case', { actions: { doIt: {} } }, /^actions.doIt /],
    ['a key it does not know', { permission: [] }, /permission/],
    ['a hook for an unknown event', { hooks: ['order.eaten'] }, /^hooks.0 /],
    ['a URL as network entry', { network: ['https://api.example.com'] }, /^network.0 must be a host name/],
    ['an address as network entry', { network: ['10.0.0.1'] }, /^network.0 must be a host name/],
    ['a wildcard as network entry', { network: ['*.example.com'] }, /^network.0 must be a host name/],
    ['localhost as network entry', { network: ['localhost'] }, /^network.0 must be a host name/],
    ['the same permission twice', { permissions: ['orders:read', 'orders:read'] }, /^permissions.1 repeats/],
    [
      'a payment action that is not declared',
      { payment: { methods: [{ id: 'cash', label: 'Cash' }], start: 'pay' } },
      /^payment.start names the action pay/,
    ],
    [
      'a webhook for an action that is not declared',
      { webhooks: { stripe: { action: 'constructor' } } },
      /^webhooks.stripe.action names/,
    ],
    ['actions without a backend', { build: {} }, /^build.backend is required/],
    ['a backend outside the plugin', { build: { backend: '../secret.ts' } }, /^build.backend must be a path inside/],
    ['settings that are no object', { configSchema: { type: 'string' } }, /^configSchema.type must be "object"/],
    [
      'a sensitive setting that is no string',
      { configSchema: { type: 'object', properties: { pin: { type: 'integer', sensitive: true } } } },
      /^configSchema.properties.pin.sensitive may stand only/,
    ],
    [
      'a sensitive mark below the top',
      {
        configSchema: {
          type: 'object',
          properties: { a: { type: 'object', properties: { b: { type: 'string', sensitive: true } } } },
        },
      },
      /sensitive may stand only/,
    ],
    [
      'a misspelt keyword',
      { actions: { print: { input: { type: 'object', propertys: {} } } } },
      /^actions.print.input.propertys is no keyword of JSON Schema; did you mean properties\?$/,
    ],
    [
      'a required property that is not declared',
      { actions: { print: { input: { type: 'object', required: ['x'] } } } },
      /^actions.print.input is not a usable/,
    ],
    [
      'an input that is no object',
      { actions: { print: { input: { type: 'string' } } } },
      /^actions.print.input.type must be "object"/,
    ],
    [
      'a reference to a schema elsewhere',
      { actions: { print: { output: { $ref: 'https://example.com/x.json' } } } },
      /^actions.print.output.\$ref leads to nothing in this schema: https:\/\/example.com\/x.json$/,
    ],
    [
      'a pattern that is no regular expression',
      { configSchema: { type: 'object', properties: { a: { type: 'string', pattern: '^(' } } } },
      /^configSchema.properties.a.pattern is not valid: .*Unterminated group$/,
    ],
    [
      'a keyword of another kind',
      { actions: { print: { input: { type: 'object', properties: { a: { type: 'string', maxLength: '9' } } } } } },
      /^actions.print.input.properties.a.maxLength must be integer$/,
    ],
    [
      'a keyword without its type',
      { actions: { print: { input: { type: 'object', properties: { a: { minLength: 3 } } } } } },
      /^actions.print.input.properties.a is not a usable JSON Schema: missing type "string" for keyword "minLength"$/,
    ],
    [
      'a field that is not known, with the one that was probably meant',
      { permision: ['events:read'], actions: { print: { desc: 'Prints.' } } },
      /^actions.print.desc is not a known field; did you mean description\?\npermision is .*did you mean permissions\?$/,
    ],
    [
      'a value that is none of those',
      { hooks: ['order.refund'] },
      /^hooks.0 must be one of .*; did you mean order.refunded\?$/,
    ],
    [
      'a field that is missing, or of another kind',
      { name: undefined, network: 'a.example' },
      /^name is required\nnetwork must be a list$/,
    ],
    ['a name that is not kebab-case', { actions: { Print: {} } }, /^actions.Print as a name must be kebab-case/],
    [
      'what is too long or too short',
      { name: '', secrets: {}, payment: { methods: [] } },
      /^name must have at least 1 character\npayment.methods must have at least 1 entry\n/,
    ],
    [
      'unique items without an end',
      { actions: { print: { output: { type: 'array', items: { type: 'object' }, uniqueItems: true } } } },
      /^actions.print.output.uniqueItems needs maxItems/,
    ],
    [
      'more actions than one plugin may add to the schema of all',
      { actions: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`print-${index}`, {}])) },
      /^actions must not have more than 100/,
    ],
    ['text that no database keeps', { name: 'a\0b' }, /^name must not contain U\+0000/],
    [
      'a name that no database keeps',
      { actions: { print: { output: { properties: { '\ud800': {} } } } } },
      /^actions.print.output.properties must not contain/,
    ],
  ])('refuses %s', (_, change, issue) => {
    expect(issuesOf(change).join('\n')).toMatch(issue);
  });

  test('finds what would keep the platform from calling a payment action', () => {
    const payment = {
      methods: [
        { id: 'cash', label: 'Cash' },
        { id: 'card', label: 'Card' },
      ],
      start: 'pay',
      confirm: 'ask',
    };
    const input = {
      type: 'object',
      additionalProperties: false,
      required: ['method', 'seat'],
      properties: { method: { type: 'string', enum: ['cash'] }, seat: { type: 'string' }, amount: { type: 'integer' } },
    };
    const output = { type: 'object', required: ['reference'], properties: { reference: { type: 'string' } } };
    const found = issuesOf({ payment, actions: { pay: { input, output }, ask: {} } });
    expect(found).toContain('actions.pay.input.required asks for seat, which payment.start is not given');
    expect(found).toContain('actions.pay.input.properties does not allow currency, which payment.start is given');
    expect(found).toContain('actions.pay.output.required must name nextAction, which payment.start answers');
    expect(found).toContain('actions.pay.input.properties.method.enum lacks card, one of payment.methods');
    expect(found).toContain('actions.ask.output is required for the action of payment.confirm');
  });

  test('accepts ordinary patterns', () => {
    const properties = {
      key: { type: 'string', pattern: '^sk_(?:live|test)_[A-Za-z0-9]+$' },
      iban: { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{4}){3,7}$' },
    };
    expect(issuesOf({ configSchema: { type: 'object', properties } })).toEqual([]);
  });

  test('names the settings that are stored encrypted', () => {
    const configSchema = {
      type: 'object',
      properties: { iban: { type: 'string', sensitive: true }, name: { type: 'string' } },
    };
    expect(sensitiveFields({ configSchema })).toEqual(['iban']);
  });
});
