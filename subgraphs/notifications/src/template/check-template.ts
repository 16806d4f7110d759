import type { Issue } from '@ticketbase/kernel';
import { checkHtml } from './check-html.ts';
import type { TemplateContent } from './render-template.ts';
import { parseTemplate, placeholdersIn, type TemplateNode, TemplateSyntaxError } from './template-syntax.ts';
import type { PlaceholderKind, Placeholders } from './template-values.ts';

const LONGEST: Readonly<Record<keyof TemplateContent, number>> = { subject: 200, html: 100_000, text: 50_000 };
const KINDS_IN_SUBJECT: readonly PlaceholderKind[] = ['text', 'amount'];
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
