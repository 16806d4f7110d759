import type { LogLine, PluginCall } from '../plugin-host.ts';
import { type MapStack, namesBuiltCode, stackMapper } from './map-stack.ts';

/** Bundles whose source maps are kept. */
const KEPT = 50;

/** Shows plugin authors their own files and lines in the stacks of what their code threw. */
export class SourceMaps {
  /** By the bundle's integrity, the longest known first. */
  private readonly mappers = new Map<string, Promise<MapStack>>();

  /** The line's stack, if it names built code and there is a source map to tell more; undefined if there is nothing to do. */
  mapped(call: PluginCall, line: LogLine): Promise<LogLine> | undefined {
    const stack = line.fields?.stack;
    if (!call.loadSourceMap || typeof stack !== 'string' || !namesBuiltCode(stack)) return undefined;
    return this.mapperOf(call.integrity, call.loadSourceMap).then(map => ({
      ...line,
      fields: { ...line.fields, stack: map(stack) },
    }));
  }

  private mapperOf(integrity: string, load: () => Promise<string | undefined>): Promise<MapStack> {
    const known = this.mappers.get(integrity);
    if (known) return known;
    const made = load().then(
      text => stackMapper(text ?? ''),
      () => {
        // It may be there the next time.
        this.mappers.delete(integrity);
        return stackMapper('');
      },
    );
    this.mappers.set(integrity, made);
    if (this.mappers.size > KEPT) this.mappers.delete(this.mappers.keys().next().value!);
    return made;
  }
}
