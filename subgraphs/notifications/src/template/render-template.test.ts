import { expect, test } from 'vitest';
import { escapeHtml, oneLine, renderTemplate } from './render-template.ts';
import type { TemplateValues } from './template-values.ts';

const html = (source: string, values: TemplateValues, locale = 'en') =>
  renderTemplate({ subject: 's', html: source, text: 't' }, values, locale).html;
const text = (source: string, values: TemplateValues, locale = 'en') =>
  renderTemplate({ subject: 's', html: 'h', text: source }, values, locale).text;

test('values are escaped in HTML, and not in text', () => {
  const values = { name: `<b onclick="x">&'` };
  expect(html('<p>{{name}}</p>', values)).toBe('<p>&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;</p>');
  expect(text('{{name}}', values)).toBe(values.name);
  expect(html('{{entries}}', { entries: [{ text: '<i>' }] })).toBe('<ul><li>&lt;i&gt;</li></ul>');
});

test('a value is never read as a template', () => {
  expect(text('{{name}}', { name: '{{secret}}', secret: 'x' })).toBe('{{secret}}');
});

test('sections are there only with a value', () => {
  const source = 'a{{#note}}[{{note}}]{{/note}}z';
  expect(text(source, { note: 'n' })).toBe('a[n]z');
  for (const note of [null, '', []]) expect(text(source, { note })).toBe('az');
  expect(text(source, {})).toBe('az');
});

test('what every object has is no value', () => {
  expect(text('{{constructor}}{{toString}}', {})).toBe('');
});

test('amounts are written as in the recipient’s language', () => {
  const values = { total: { amount: 123_450, currency: 'EUR' } };
  expect(text('{{total}}', values)).toBe('€1,234.50');
  expect(text('{{total}}', values, 'de-DE').replaceAll(/\s/g, ' ')).toBe('1.234,50 €');
});

test('lists and lines are readable in both forms', () => {
  const values = {
    items: [{ text: '2 × Standard', amount: { amount: 500, currency: 'EUR' } }, { text: 'Coat' }],
    note: 'a\nb',
  };
  expect(text('{{items}}', values)).toBe('- 2 × Standard: €5.00\n- Coat');
  expect(html('{{note}}', values)).toBe('a<br>\nb');
});

test('a subject is one line, whatever its values hold', () => {
  const { subject } = renderTemplate(
    { subject: 'Hi {{name}}', html: '', text: '' },
    { name: 'A\r\nBcc: b@x.example' },
    'en',
  );
  expect(subject).toBe('Hi A Bcc: b@x.example');
  expect(oneLine(' a\u2028b\u0000c ')).toBe('a b c');
  expect(escapeHtml('a&b')).toBe('a&amp;b');
});
