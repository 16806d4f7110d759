/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** A block of a description. */
export type Block =
  | { readonly kind: 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: ReadonlyArray<readonly Inline[]> };

const HEADING = /^#{1,6}\s+/;
const BULLET = /^[-*+]\s+/;
const NUMBER = /^\d{1,9}[.)]\s+/;
const INLINE =
  /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|`([^`\n]+)`|\[([^[\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"]+)/g;

/**
 * The blocks of a text in the part of Markdown that descriptions need: headings, lists, paragraphs, strong, emphasis,
 * code, and links of the web. All else, HTML included, is plain text.
 */
export function parseMarkdown(source: string): Block[] {
  return source
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .flatMap(chunkBlocks);
}

function chunkBlocks(chunk: string): Block[] {
  const blocks: Block[] = [];
  for (const line of chunk.split('\n').map(text => text.trim())) {
    if (line === '') continue;
    const last = blocks.at(-1);
    if (HEADING.test(line)) {
      blocks.push({ kind: 'heading', content: parseInline(line.replace(HEADING, '')) });
      continue;
    }
    const marker = BULLET.exec(line) ?? NUMBER.exec(line);
    if (marker) {
      const ordered = NUMBER.test(line);
      const item = parseInline(line.slice(marker[0].length));
      if (last?.kind === 'list' && last.ordered === ordered) {
        blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
      } else blocks.push({ kind: 'list', ordered, items: [item] });
      continue;
    }
    if (last?.kind === 'paragraph') {
      blocks[blocks.length - 1] = {
        ...last,
        content: [...last.content, { kind: 'text', text: '\n' }, ...parseInline(line)],
      };
    } else blocks.push({ kind: 'paragraph', content: parseInline(line) });
  }
  return blocks;
}

function parseInline(line: string): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) pieces.push({ kind: 'text', text: line.slice(from, match.index) });
    pieces.push(pieceOf(match));
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ kind: 'text', text: line.slice(from) });
  return pieces;
}

function pieceOf([whole, strong, emphasis, code, text, href]: RegExpExecArray): Inline {
  if (strong) return { kind: 'strong', text: strong };
  if (emphasis) return { kind: 'emphasis', text: emphasis };
  if (code) return { kind: 'code', text: code };
  if (text && href) return { kind: 'link', text, href };
  return { kind: 'link', text: whole, href: whole };
}
