import { beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Federated, federated, type Part } from './federated.ts';

/** A query, and the answer that is right, written by hand from the subgraphs' own data. */
export interface AuditCase {
  readonly title: string;
  readonly ask: string;
  readonly variables?: Record<string, unknown>;
  readonly gets: Answered;
  /** How often subgraphs are asked, where it is to be no more often. */
  readonly fetches?: number;
  /** What plain @apollo/gateway gets wrong about it. Without it, its data have to be the same. */
  readonly apollo?: string;
}

/**
 * Asks subgraphs, composed, through our executor and through that of @apollo/gateway: ours has to be right, in data,
 * order and errors, and where the other is said to be wrong it has to be, so that the note goes when it is no more.
 */
export function audit(theme: string, parts: Readonly<Record<string, Part>>, cases: readonly AuditCase[]): void {
  describe(theme, () => {
    let graph: Federated;
    beforeAll(async () => {
      graph = await federated(parts);
    });

    test.each(cases)('$title', async ({ ask, variables, gets, fetches, apollo }) => {
      const answer = await graph.ask(ask, variables);
      expect(answer).toEqual(gets);
      expect(JSON.stringify(answer.data)).toBe(JSON.stringify(gets.data));
      if (fetches !== undefined) expect(graph.asked).toHaveLength(fetches);
      const plain = await graph.askApollo(ask, variables).catch((error: Error) => ({ data: `threw ${error.message}` }));
      if (apollo) expect(JSON.stringify(plain.data)).not.toBe(JSON.stringify(gets.data));
      else expect(plain.data).toEqual(gets.data);
    });
  });
}
