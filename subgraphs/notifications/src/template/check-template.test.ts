import { expect, test } from 'vitest';
import { checkTemplate } from './check-template.ts';
import { renderTemplate } from './render-template.ts';
import { TEMPLATES } from './template-catalog.ts';
import { LOCALES } from './template-definition.ts';
import type { Placeholders } from './template-values.ts';

const placeholders: Placeholders = {
  name: { kind: 'text', description: 'A name.', sample: 'Ada' },
  note: { kind: 'lines', description: 'A note.', sample: 'One\nTwo' },
  link: { kind: 'url', description: 'A link.', sample: 'https://x.example/?a=1&b=2', required: true },
};
const fine = { subject: 'Hello {{name}}', html: '<p>{{name}}</p><a href="{{link}}">Go</a>', text: 'Go: {{link}}' };
const faults = (change: Partial<typeof fine>) => checkTemplate({ ...fine, ...change }, placeholders, 'input');

for (const template of TEMPLATES) {
  for (const locale of LOCALES) {
    test(`${template.name} in ${locale} keeps the rules that organizations’ own templates must`, () => {
      expect(checkTemplate(template.content[locale], template.placeholders, '')).toEqual([]);
      const samples = Object.fromEntries(
        Object.entries(template.placeholders).map(([name, { sample }]) => [name, sample]),
      );
      const { subject, html, text } = renderTemplate(template.content[locale], samples, locale);
      expect(subject).not.toBe('');
      expect(subject + html + text).not.toMatch(/\{\{|\}\}|undefined|null/);
      const empty = renderTemplate(template.content[locale], {}, locale);
      expect(empty.html).not.toContain('href=""');
    });
  }
}

test('a template that keeps the rules has no faults', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ html: '{{#note}}<p>{{note}}</p>{{/note}}<a class="b" href="{{link}}">Go</a>' })).toEqual([]);
});

for (const [what, change, path, message] of [
  ['an unknown placeholder', { text: '{{link}} {{nmae}}' }, 'input.text', 'no placeholder {{nmae}}'],
  [
    'a name that every object has',
    { text: '{{link}} {{constructor}}' },
    'input.text',
    'no placeholder {{constructor}}',
  ],
  ['an unfinished placeholder', { text: '{{link}} {{name' }, 'input.text', 'must be followed'],
  ['an expression', { text: '{{link}} {{name.length}}' }, 'input.text', 'must be followed'],
  ['a section that is not closed', { text: '{{link}} {{#name}}x' }, 'input.text', 'is not closed'],
  ['sections that cross', { text: '{{link}}{{#name}}{{#note}}{{/name}}{{/note}}' }, 'input.text', 'not open here'],
  ['a missing link', { html: '<p>Hello</p>' }, 'input.html', 'Must contain {{link}}'],
  ['a subject of two lines', { subject: 'Hello\r\nBcc: x@example.org' }, 'input.subject', 'one line'],
  ['several lines in a subject', { subject: '{{note}}' }, 'input.subject', 'cannot stand in a subject'],
  ['an empty subject', { subject: ' ' }, 'input.subject', 'not be empty'],
  ['a script', { html: `${fine.html}<script>alert(1)</script>` }, 'input.html', '<script>'],
  ['an event handler', { html: `${fine.html}<img src="https://x" onerror="x()">` }, 'input.html', 'Event handlers'],
  ['a script as a link', { html: `${fine.html}<a href="javascript:x()">Go</a>` }, 'input.html', 'web addresses'],
  [
    'a script as a link, spelled out',
    { html: `${fine.html}<a href="&#106;avascript:x()">Go</a>` },
    'input.html',
    'web addresses',
  ],
  [
    'a script behind a bracket in quotes',
    { html: `${fine.html}<a title=">" href='javascript:x()'>Go</a>` },
    'input.html',
    'web addresses',
  ],
  ['a tag that a value makes', { html: `${fine.html}Ada <{{name}}>` }, 'input.html', 'write &lt;'],
  [
    'a tag that a section makes',
    { html: `${fine.html}<{{#name}}script>x()</script>{{/name}}` },
    'input.html',
    'write &lt;',
  ],
  [
    'a tag that the end of a section makes',
    { html: `${fine.html}{{#name}}<{{/name}}img>` },
    'input.html',
    'write &lt;',
  ],
  [
    'a script in an attribute in a style',
    { html: `${fine.html}<style><a title="</style><script>x()</script>"></a></style>` },
    'input.html',
    '<style>',
  ],
  [
    'a script in an attribute in a title',
    { html: `${fine.html}<title><a title="</title><script>x()</script>"></a></title>` },
    'input.html',
    '<title>',
  ],
  ['a comment', { html: `${fine.html}<!--><script>x()</script>-->` }, 'input.html', 'Comments'],
  ['a tag that is not closed', { html: `${fine.html}<a href="https://x.example` }, 'input.html', 'not closed'],
  ['a text inside a tag', { html: `${fine.html}<p title="{{name}}">x</p>` }, 'input.html', 'Inside a tag'],
  ['a link without quotes', { html: '<a href={{link}}>Go</a>' }, 'input.html', 'Inside a tag'],
  [
    'a link that is part of an attribute',
    { html: '<a href="https://x.example/?to={{link}}">Go</a>' },
    'input.html',
    'Inside a tag',
  ],
  ['too much', { text: `{{link}}${'x'.repeat(50_001)}` }, 'input.text', '50000 characters at most'],
] as const) {
  test(`${what} is a fault with its place`, () => {
    const found = faults(change);
    expect(
      found.some(fault => fault.path === path && fault.message.includes(message)),
      JSON.stringify(found),
    ).toBe(true);
  });
}

test('ordinary text and links are no fault', () => {
  const html = `<p>Your data: 3 < 5, don't worry. Once = enough.</p><a title="a > b" href="mailto:a@b.example">x</a>${fine.html}`;
  expect(faults({ html })).toEqual([]);
});

for (const part of ['<', '<a ', '<a "', "<a '", '< ', '<a on', '<a href= ', '{{', '{{#', '<a href="{{', ' ', '"\'<']) {
  test(`100,000 characters of ${JSON.stringify(part)} are checked in bounded time`, () => {
    const before = process.threadCpuUsage();
    faults({ html: part.repeat(Math.floor(100_000 / part.length)) });
    faults({ html: `<a ${part.repeat(Math.floor(99_000 / part.length))}` });
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(1_000);
  });
}

test('deep nesting is refused rather than followed', () => {
  const text = `${'{{#name}}'.repeat(10_000)}{{link}}${'{{/name}}'.repeat(2)}`.slice(0, 49_000);
  expect(faults({ text })[0]?.message).toContain('5 deep at most');
});
