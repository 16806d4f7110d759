/**
 * The language of templates. `{{name}}` stands for a value; `{{#name}}…{{/name}}` is there only if the value is not
 * empty. There is nothing else: no expressions, no calls, no way to write a value without escaping it.
 */
export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly name: string; readonly position: number }
  | { readonly type: 'section'; readonly name: string; readonly position: number; readonly children: TemplateNode[] };

/** A template that is not well formed. `position` is the index of the character at fault. */
export class TemplateSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'TemplateSyntaxError';
    this.position = position;
  }
}

const DEEPEST = 5;
const TAG = /\{\{([#/]?)\s*([A-Za-z][A-Za-z0-9]{0,49})\s*\}\}/y;

/** Reads a template. Throws TemplateSyntaxError. */
export function parseTemplate(source: string): TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: { name: string; position: number; children: TemplateNode[] }[] = [];
  const append = (node: TemplateNode) => (open.at(-1)?.children ?? root).push(node);
  let read = 0;
  for (let at = source.indexOf('{{'); at !== -1; at = source.indexOf('{{', read)) {
    if (at > read) append({ type: 'text', text: source.slice(read, at) });
    TAG.lastIndex = at;
    const match = TAG.exec(source);
    if (!match) throw new TemplateSyntaxError('“{{” must be followed by a placeholder’s name and “}}”.', at);
    const [tag, sign, name = ''] = match;
    read = at + tag.length;
    if (sign === '/') {
      const section = open.pop();
      if (section?.name !== name) throw new TemplateSyntaxError(`“${tag}” ends a section that is not open here.`, at);
      append({ type: 'section', ...section });
    } else if (sign === '#') {
      if (open.length === DEEPEST) throw new TemplateSyntaxError(`Sections nest ${DEEPEST} deep at most.`, at);
      open.push({ name, position: at, children: [] });
    } else {
      append({ type: 'value', name, position: at });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new TemplateSyntaxError(`The section “{{#${unclosed.name}}}” is not closed.`, unclosed.position);
  if (read < source.length) append({ type: 'text', text: source.slice(read) });
  return root;
}

/** Every value and section of a template, those inside sections too. */
export function* placeholdersIn(nodes: readonly TemplateNode[]): Generator<Exclude<TemplateNode, { type: 'text' }>> {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    yield node;
    if (node.type === 'section') yield* placeholdersIn(node.children);
  }
}
