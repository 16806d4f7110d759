import { type Block, type Inline, parseMarkdown } from './markdown.ts';

/** An organizer's text, as safe elements. */
export function Description({ source }: { readonly source: string }) {
  return (
    <div className="stack description">
      {parseMarkdown(source).map((block, index) => (
        <BlockElement key={keyOf(block, index)} block={block} />
      ))}
    </div>
  );
}

function BlockElement({ block }: { readonly block: Block }) {
  if (block.kind === 'heading') return <h2>{inline(block.content)}</h2>;
  if (block.kind === 'paragraph') return <p>{inline(block.content)}</p>;
  const items = block.items.map((item, index) => <li key={keyOf(item, index)}>{inline(item)}</li>);
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

const inline = (content: readonly Inline[]) =>
  content.map((piece, index) => <InlineElement key={keyOf(piece, index)} piece={piece} />);

function InlineElement({ piece }: { readonly piece: Inline }) {
  switch (piece.kind) {
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'emphasis':
      return <em>{piece.text}</em>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.href} rel="nofollow noopener noreferrer">
          {piece.text}
        </a>
      );
    default:
      return piece.text;
  }
}

/** The text never changes its order, so a place in it is a key. */
const keyOf = (_: unknown, index: number) => index.toString();
