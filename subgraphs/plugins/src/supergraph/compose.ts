import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Issue, SUBGRAPHS } from '@ticketbase/kernel';
import { type DefinitionNode, isTypeDefinitionNode, Kind, parse } from 'graphql';
import { CompositionFailedError } from './supergraph.errors.ts';
import type { SupergraphThread } from './supergraph-thread.ts';

/** What one plugin adds to this subgraph's SDL. */
export interface Fragment {
  readonly pluginId: string;
  readonly sdl: string;
}

interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** Supergraphs that are kept: what is served, what is to be checked, and what was served before. */
const KEPT = 3;

/** Composes the supergraph out of all subgraphs and the actions of plugins. */
export class SupergraphComposer {
  private readonly schemaDir: string;
  private readonly ownSdl: string;
  private readonly thread: SupergraphThread;
  private others: Promise<SubgraphSdl[]> | undefined;
  /** Supergraphs by what they were composed of, the longest known first. */
  private readonly known = new Map<string, string>();

  /** @param ownSdl this subgraph's SDL without any plugin's actions */
  constructor(schemaDir: string, ownSdl: string, thread: SupergraphThread) {
    this.schemaDir = schemaDir;
    this.ownSdl = ownSdl;
    this.thread = thread;
  }

  /** Gets ready to compose soon. */
  prepare(): void {
    this.thread.prepare();
  }

  /** Keeps what was composed of what has this hash, here or elsewhere: it is not composed again. */
  remember(hash: string, sdl: string): void {
    this.known.delete(hash);
    this.known.set(hash, sdl);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
  }

  /** The supergraph's SDL. Throws COMPOSITION_FAILED. */
  async compose(fragments: readonly Fragment[]): Promise<string> {
    const hash = await this.hash(fragments);
    const known = this.known.get(hash);
    if (known !== undefined) return known;
    const others = await this.readOthers();
    const clashes = findClashes([{ name: 'plugins', sdl: this.ownSdl }, ...others], fragments);
    if (clashes.length > 0) throw new CompositionFailedError(clashes);
    const own = { name: 'plugins', sdl: [this.ownSdl, ...fragments.map(({ sdl }) => sdl)].join('\n\n') };
    const services = SUBGRAPHS.map(name => (name === 'plugins' ? own : others.find(other => other.name === name)!));
    const composed = await this.thread.do('compose', { subgraphs: services });
    if ('errors' in composed) throw new CompositionFailedError(composed.errors.map(toIssue));
    this.remember(hash, composed.sdl);
    return composed.sdl;
  }

  /** Names what `compose` would compose: the same inputs have the same hash. */
  async hash(fragments: readonly Fragment[]): Promise<string> {
    const parts = [this.ownSdl, ...(await this.readOthers()).map(({ sdl }) => sdl), ...fragments.map(({ sdl }) => sdl)];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  private readOthers(): Promise<SubgraphSdl[]> {
    const names = SUBGRAPHS.filter(name => name !== 'plugins');
    this.others ??= Promise.all(
      names.map(async name => ({ name, sdl: await readFile(join(this.schemaDir, `${name}.graphql`), 'utf8') })),
    );
    return this.others;
  }
}

/**
 * Names that two parts define. Composition would merge some of them without a word, such as two input types of one
 * name, and so change what another subgraph or another plugin takes.
 */
function findClashes(subgraphs: readonly SubgraphSdl[], fragments: readonly Fragment[]): Issue[] {
  const owners = new Map<string, string>();
  for (const { sdl } of subgraphs) for (const name of definedNames(sdl)) owners.set(name, 'the platform');
  const issues: Issue[] = [];
  for (const { pluginId, sdl } of fragments) {
    for (const name of definedNames(sdl)) {
      const owner = owners.get(name);
      if (owner) issues.push({ path: name, message: `${name} of ${pluginId} is defined by ${owner} already.` });
      else owners.set(name, pluginId);
    }
  }
  return issues;
}

function definedNames(sdl: string): string[] {
  if (sdl.trim() === '') return [];
  return parse(sdl).definitions.flatMap(namesOf);
}

function namesOf(definition: DefinitionNode): string[] {
  const isMutation =
    (definition.kind === Kind.OBJECT_TYPE_EXTENSION || definition.kind === Kind.OBJECT_TYPE_DEFINITION) &&
    definition.name.value === 'Mutation';
  if (isMutation) return (definition.fields ?? []).map(field => `Mutation.${field.name.value}`);
  return isTypeDefinitionNode(definition) ? [definition.name.value] : [];
}

/** Composition's messages quote the coordinate that they are about. */
function toIssue(message: string): Issue {
  return { path: /"(\w+(?:\.\w+)*(?:\(\w+:\))?)"/.exec(message)?.[1] ?? '', message };
}
