import type { Issue } from '@ticketbase/kernel';
import type { TemplateContent } from './render-template.ts';
import { parseTemplate, placeholdersIn, type TemplateNode, TemplateSyntaxError } from './template-syntax.ts';
import type { PlaceholderKind, Placeholders } from './template-values.ts';

const LONGEST: Readonly<Record<keyof TemplateContent, number>> = { subject: 200, html: 100_000, text: 50_000 };
const KINDS_IN_SUBJECT: readonly PlaceholderKind[] = ['text', 'amount'];
/** What mail programs ignore or warn of, and previews must not run. */
const FORBIDDEN_ELEMENT = /<\s*\/?\s*(script|iframe|object|embed|form|input|button|base|meta|link|svg|math)\b/i;
const EVENT_HANDLER = /<[^>]*[\s/"']on[a-z]+\s*=/i;
const SCRIPT_URL = /(?:javascript|vbscript|data)\s*:/i;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Everything that is wrong with a template that someone wrote, with paths below `root`. */
export function checkTemplate(content: TemplateContent, placeholders: Placeholders, root: string): Issue[] {
  const issues: Issue[] = [];
  for (const part of ['subject', 'html', 'text'] as const) {
    const path = `${root}.${part}`;
    issues.push(...checkPart(part, content[part], placeholders).map(message => ({ path, message })));
  }
  return issues;
}

function checkPart(part: keyof TemplateContent, source: string, placeholders: Placeholders): string[] {
  if (source.trim() === '') return ['Must not be empty.'];
  if (source.length > LONGEST[part]) return [`Must have ${LONGEST[part]} characters at most.`];
  let nodes: TemplateNode[];
  try {
    nodes = parseTemplate(source);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return [`${error.message} (character ${error.position + 1})`];
    throw error;
  }
  const used = [...placeholdersIn(nodes)];
  const messages = [...new Set(used.map(({ name }) => name))]
    .filter(name => !Object.hasOwn(placeholders, name))
    .map(name => `There is no placeholder {{${name}}} here; there are ${Object.keys(placeholders).join(', ')}.`);
  if (part === 'subject') return [...messages, ...checkSubject(source, used, placeholders)];
  const missing = Object.entries(placeholders)
    .filter(([name, { required }]) => required && !used.some(node => node.type === 'value' && node.name === name))
    .map(([name]) => `Must contain {{${name}}}: the message is of no use without it.`);
  return [...messages, ...missing, ...(part === 'html' ? checkHtml(source, placeholders) : [])];
}

function checkSubject(
  source: string,
  used: readonly { type: string; name: string }[],
  placeholders: Placeholders,
): string[] {
  const messages = used
    .filter(
      ({ type, name }) => type === 'value' && placeholders[name] && !KINDS_IN_SUBJECT.includes(placeholders[name].kind),
    )
    .map(({ name }) => `{{${name}}} cannot stand in a subject.`);
  if (CONTROL.test(source)) messages.push('Must be one line.');
  return messages;
}

function checkHtml(source: string, placeholders: Placeholders): string[] {
  const messages: string[] = [];
  const element = FORBIDDEN_ELEMENT.exec(source);
  if (element) messages.push(`The element <${element[1]}> is not allowed in mails.`);
  if (EVENT_HANDLER.test(source)) messages.push('Event handlers (on…=) are not allowed in mails.');
  if (SCRIPT_URL.test(source)) messages.push('Links must be web addresses.');
  for (const [tag] of source.matchAll(/<[a-z!/][^>]*>?/gi)) messages.push(...checkTag(tag, placeholders));
  return [...new Set(messages)];
}

/** Escaping keeps a value inside quotes, but not out of an unquoted attribute or an address such as `javascript:`. */
function checkTag(tag: string, placeholders: Placeholders): string[] {
  const quoted = tag.replaceAll(/=\s*"(\{\{\s*([A-Za-z0-9]+)\s*\}\})"/g, (whole, _, name: string) =>
    placeholders[name]?.kind === 'url' ? '=""' : whole,
  );
  return quoted.includes('{{')
    ? ['Inside a tag, only a link may stand, as a whole attribute in double quotes: href="{{orderUrl}}".']
    : [];
}
