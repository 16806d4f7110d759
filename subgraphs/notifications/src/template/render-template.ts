import { formatMoney } from '@ticketbase/kernel';
import { parseTemplate, type TemplateNode } from './template-syntax.ts';
import type { ListEntry, TemplateValue, TemplateValues } from './template-values.ts';

/** What a template consists of. */
export interface TemplateContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Write = (value: TemplateValue, locale: string) => string;

/** Fills a template. Throws TemplateSyntaxError; templates are checked before they are stored. */
export function renderTemplate(content: TemplateContent, values: TemplateValues, locale: string): TemplateContent {
  return {
    // A header is one line, whatever the values have in them.
    subject: oneLine(render(parseTemplate(content.subject), values, locale, writeText)),
    html: render(parseTemplate(content.html), values, locale, writeHtml),
    text: render(parseTemplate(content.text), values, locale, writeText),
  };
}

function render(nodes: readonly TemplateNode[], values: TemplateValues, locale: string, write: Write): string {
  let rendered = '';
  for (const node of nodes) {
    if (node.type === 'text') rendered += node.text;
    else if (node.type === 'value') rendered += write(valueFor(values, node.name), locale);
    else if (!isEmpty(valueFor(values, node.name))) rendered += render(node.children, values, locale, write);
  }
  return rendered;
}

const valueFor = (values: TemplateValues, name: string): TemplateValue =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;

const isEmpty = (value: TemplateValue) => value === null || value === '' || (isList(value) && value.length === 0);

function writeText(value: TemplateValue, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map(entry => `- ${entryText(entry, locale)}`).join('\n');
  return formatMoney(value, locale);
}

function writeHtml(value: TemplateValue, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value).replaceAll(/\r?\n/g, '<br>\n');
  if (isList(value))
    return `<ul>${value.map(entry => `<li>${escapeHtml(entryText(entry, locale))}</li>`).join('')}</ul>`;
  return escapeHtml(formatMoney(value, locale));
}

const entryText = ({ text, amount }: ListEntry, locale: string) =>
  amount ? `${text}: ${formatMoney(amount, locale)}` : text;

const isList = (value: TemplateValue): value is readonly ListEntry[] => Array.isArray(value);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, inside a quoted attribute too. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, character => ENTITIES[character]!);

/** Text without line breaks and other control characters, which could end a mail header and begin another. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
