import type { TemplateContent } from './render-template.ts';
import type { Placeholders } from './template-values.ts';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * - `TRANSACTIONAL`: the recipient asked for it by what they did, and gets it whatever they unsubscribed from.
 * - `ANNOUNCEMENT`: the organizer's own words; the recipient can unsubscribe.
 */
type TemplateCategory = 'TRANSACTIONAL' | 'ANNOUNCEMENT';

/** A kind of message: when it is sent, what fills it, and how it reads unless an organization writes its own. */
export interface TemplateDefinition {
  readonly name: string;
  readonly description: string;
  readonly category: TemplateCategory;
  readonly placeholders: Placeholders;
  readonly content: Readonly<Record<Locale, TemplateContent>>;
}

/** What every template can use; filled in when the message is sent. */
const COMMON_PLACEHOLDERS: Placeholders = {
  organizationName: {
    kind: 'text',
    description: 'The organizer’s name; empty in messages that concern no organization.',
    sample: 'Harbour Concerts',
  },
  supportEmail: {
    kind: 'text',
    description: 'Where to turn to with questions; may be empty.',
    sample: 'help@harbour-concerts.example',
  },
  recipientName: { kind: 'text', description: 'The recipient’s name; may be empty.', sample: 'Ada' },
};

/** A definition from what is particular to it. */
export function defineTemplate(definition: TemplateDefinition): TemplateDefinition {
  return { ...definition, placeholders: { ...COMMON_PLACEHOLDERS, ...definition.placeholders } };
}

/** The paragraphs of a message, as HTML and as text; a paragraph of one placeholder of several lines stays as it is. */
export function content(
  subject: string,
  paragraphs: readonly string[],
  link?: { label: string; url: string },
): TemplateContent {
  const html = paragraphs.map(toHtml).join('\n');
  const text = paragraphs.join('\n\n');
  if (!link) return { subject, html, text };
  return {
    subject,
    html: `${html}\n{{#${link.url}}}<p><a href="{{${link.url}}}">${link.label}</a></p>{{/${link.url}}}`,
    text: `${text}{{#${link.url}}}\n\n${link.label}: {{${link.url}}}{{/${link.url}}}`,
  };
}

const SECTION = /^\{\{#(\w+)\}\}(.*)\{\{\/\1\}\}$/s;

function toHtml(paragraph: string): string {
  // A list is no part of a paragraph.
  if (/^\{\{\w+\}\}$/.test(paragraph)) return `<div>${paragraph}</div>`;
  const [, name, inner] = SECTION.exec(paragraph) ?? [];
  return name ? `{{#${name}}}<p>${inner}</p>{{/${name}}}` : `<p>${paragraph}</p>`;
}
