import { type DocumentNode, parse } from 'graphql';
import { BoundedCache } from './bounded-cache.ts';
import { heapWeight } from './heap-weight.ts';

const MAX_DOCUMENTS = 2_000;
const MAX_BYTES = 32_000_000;

/**
 * Documents by their text, parsed once for whoever looks at one, and without positions: with its tokens and where each of
 * them stands, a document takes three times as much memory.
 */
export class Documents {
  private readonly parsed = new BoundedCache<DocumentNode>({
    ...{ maxEntries: MAX_DOCUMENTS, maxSize: MAX_BYTES },
    sizeOf: heapWeight,
  });

  /** Throws GraphQLError for what is no document. */
  parse(text: string): DocumentNode {
    const known = this.parsed.get(text);
    if (known) return known;
    const document = parse(text, { noLocation: true });
    this.parsed.set(text, document);
    return document;
  }

  /** The same document without positions. */
  withoutPositions(document: DocumentNode): DocumentNode {
    return document.loc ? this.parse(document.loc.source.body) : document;
  }
}
