import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** Bytes of a source map beyond which none is read: what maps a stack is a help, and must not become a burden. */
const LARGEST_MAP = 4 * 1024 * 1024;
const LONGEST_SOURCE = 200;
/** A place in a built backend, as V8 names it. */
const PLACE = /\b(plugin:[^\s()]{1,200}\/)backend\.js:(\d{1,9}):(\d{1,9})/g;

/** Frames of what runs a plugin's code, of which its author knows nothing. */
const OURS = /\n\s+at [^\n]*<isolated-vm>:\d+:\d+\)?(?=\n|$)/g;

/** Says of places in a built backend where in the plugin's sources they are. */
export type MapStack = (stack: string) => string;

/** True if the text names places that a source map could tell more of. */
export const namesBuiltCode = (stack: string): boolean => stack.search(PLACE) >= 0;

/**
 * Reads a source map as esbuild writes it. What it does not know stays as it is; a map that is no map, or is too large,
 * changes nothing.
 */
export function stackMapper(sourceMap: string): MapStack {
  const map = readMap(sourceMap);
  if (!map) return stack => stack;
  return stack =>
    stack.replace(OURS, '').replace(PLACE, (place, plugin: string, line: string, column: string) => {
      // V8 counts columns from one, source maps from nothing.
      const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      if (found.source === null || found.source.length > LONGEST_SOURCE) return place;
      return `${plugin}${found.source}:${found.line}:${found.column + 1}`;
    });
}

function readMap(text: string): TraceMap | undefined {
  if (text.length > LARGEST_MAP) return undefined;
  try {
    return new TraceMap(text);
  } catch {
    return undefined;
  }
}
