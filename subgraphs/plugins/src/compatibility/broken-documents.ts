import { ContextSchema, checkInputQuery, clientSchema } from '@ticketbase/plugin-sdk/contexts';
import type { ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';
import { type GraphQLSchema, parse, validate } from 'graphql';

/** An operation, or a component's query where there is a `target`. */
export interface StoredDocument {
  /** Whose it is, in words. */
  readonly owner: string;
  readonly text: string;
  readonly target?: ExtensionTarget;
}

/** Somebody's document that a change of the supergraph would break, and by what. */
export interface BrokenDocument {
  readonly owner: string;
  readonly message: string;
}

/** Compares supergraphs by what is run on them. Keeps the last two: what comes is checked against one that came before. */
export class SupergraphChecks {
  private kept: readonly Checks[] = [];

  /** What is valid in the one supergraph and is not in the other. What was broken before is nobody's new fault. */
  broken(before: string, after: string, documents: readonly StoredDocument[]): BrokenDocument[] {
    const [old, next] = [this.of(before), this.of(after)];
    this.kept = [old, next];
    return documents.flatMap(document => {
      const message = next.faultOf(document);
      return message === undefined || old.faultOf(document) !== undefined ? [] : [{ owner: document.owner, message }];
    });
  }

  private of(sdl: string): Checks {
    return this.kept.find(checks => checks.sdl === sdl) ?? new Checks(sdl);
  }
}

/** Checks documents in one supergraph; its schemas are built when they are needed first. */
class Checks {
  readonly sdl: string;
  private clients: GraphQLSchema | undefined;
  private contexts: ContextSchema | undefined;

  constructor(sdl: string) {
    this.sdl = sdl;
  }

  /** What is wrong with the document; undefined if nothing is. */
  faultOf({ text, target }: StoredDocument): string | undefined {
    if (target === undefined) return this.faultOfOperation(text);
    this.contexts ??= ContextSchema.ofSupergraph(this.sdl);
    // Which scopes it may use was decided when it was published.
    const checked = checkInputQuery(this.contexts, target, 'all', text);
    return checked.ok ? undefined : checked.issues[0]?.message;
  }

  private faultOfOperation(text: string): string | undefined {
    this.clients ??= clientSchema(this.sdl);
    try {
      return validate(this.clients, parse(text), undefined, { maxErrors: 1 })[0]?.message;
    } catch (error) {
      return (error as Error).message;
    }
  }
}
