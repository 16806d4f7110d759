import type { Placeholders } from './template-values.ts';

/** What mail programs ignore or warn of, and previews must not run. */
const FORBIDDEN_ELEMENTS = new Set([
  'script',
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'form',
  'input',
  'button',
  'base',
  'meta',
  'link',
  'svg',
  'math',
  // Tags within these are text to a browser: what looks like an attribute of one may end the element.
  'title',
  'textarea',
  'xmp',
  'noembed',
  'noframes',
  'noscript',
  'plaintext',
]);
/** Like those, and of use in mails: as long as nothing in it looks like a tag. */
const STYLE = /<style\b/gi;
const PLAIN_STYLE = /<style>[^<]*<\/style>/gi;
/** Where the text that follows makes a tag of what looks like none: `<{{name}}`, or `<{{#section}}script`. */
const TAG_BY_VALUE = /<\/?\{\{/;
/** A tag, whose quotes may hold `>`. What begins as one and does not end is caught too. No pattern here backtracks. */
const TAG = /<[a-z/!?](?:"[^"]*"|'[^']*'|[^"'>])*>?/gi;
const EVENT_HANDLER = /[\s/"']on[a-z]+\s*=/i;
const ADDRESS = /[\s/"'](?:href|src|srcset|action|background|poster|formaction)\s*=\s*["']?([^\s"'>]*)/gi;
/** A list of what is allowed: a forbidden scheme can be spelled in many ways. */
const ALLOWED_ADDRESS = /^(?:https?:|mailto:|tel:|#|\{\{)/i;
const LINK_ATTRIBUTE = /=\s*"\{\{\s*([A-Za-z0-9]+)\s*\}\}"/g;

/** Everything in a template's HTML that could run, mislead, or let a value out of its place. */
export function checkHtml(source: string, placeholders: Placeholders): string[] {
  const messages: string[] = [];
  if (TAG_BY_VALUE.test(source))
    messages.push('A placeholder must not follow “<”, or what it stands for becomes a tag: write &lt; instead.');
  if ([...source.matchAll(STYLE)].length > [...source.matchAll(PLAIN_STYLE)].length)
    messages.push('<style> has no attributes, and ends with </style> before anything else begins with “<”.');
  for (const [tag] of source.matchAll(TAG)) messages.push(...checkTag(tag, placeholders));
  return [...new Set(messages)];
}

function checkTag(tag: string, placeholders: Placeholders): string[] {
  if (tag.startsWith('<!') || tag.startsWith('<?')) return ['Comments and declarations are not allowed in mails.'];
  if (!tag.endsWith('>')) return ['A tag is not closed.'];
  const messages: string[] = [];
  const element = /^<\/?([a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
  if (FORBIDDEN_ELEMENTS.has(element)) messages.push(`The element <${element}> is not allowed in mails.`);
  if (EVENT_HANDLER.test(tag)) messages.push('Event handlers (on…=) are not allowed in mails.');
  for (const [, address = ''] of tag.matchAll(ADDRESS)) {
    if (!ALLOWED_ADDRESS.test(address)) messages.push('Links must be web addresses (https:), mailto: or tel:.');
  }
  // Escaping keeps a value inside quotes, but not out of an unquoted attribute, or of an address such as `javascript:`.
  const rest = tag.replaceAll(LINK_ATTRIBUTE, (whole, name: string) => (isLink(placeholders, name) ? '=""' : whole));
  if (rest.includes('{{')) {
    messages.push('Inside a tag, only a link may stand, as a whole attribute in double quotes: href="{{orderUrl}}".');
  }
  return messages;
}

const isLink = (placeholders: Placeholders, name: string) =>
  Object.hasOwn(placeholders, name) && placeholders[name]?.kind === 'url';
