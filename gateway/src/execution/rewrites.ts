import type { FetchDataRewrite } from '@apollo/query-planner';
import { type Data, isData } from './merge.ts';

/** Whether an object is of a type, by its `__typename`; `otherwise` if it has none. */
export type IsOfType = (value: Data, type: string, otherwise: boolean) => boolean;

/** Changes an object of an answer, or a representation, in place. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/** The plan's changes to what is sent or received, such as giving a field its own name back; undefined for none. */
export function compileRewrites(rewrites: readonly FetchDataRewrite[] | undefined, isOfType: IsOfType) {
  if (!rewrites?.length) return undefined;
  const compiled = rewrites.map(rewrite => compileRewrite(rewrite, isOfType));
  return (value: unknown): void => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, isOfType: IsOfType): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined || last.startsWith(FRAGMENT)) throw new Error(`Unexpected rewrite of ${rewrite.path}`);
  const change = rewrite.kind === 'ValueSetter' ? setter(last, rewrite.setValueTo) : renamer(last, rewrite.renameKeyTo);
  return rewrite.path.slice(0, -1).reduceRight<Rewrite>((next, step) => along(step, next, isOfType), onEach(change));
}

const setter = (name: string, value: unknown) => (data: Data) => {
  data[name] = value;
};

const renamer = (from: string, to: string) => (data: Data) => {
  if (data[from] === undefined || !Object.hasOwn(data, from)) return;
  data[to] = data[from];
  delete data[from];
};

function onEach(change: (data: Data) => void): Rewrite {
  const apply: Rewrite = value => {
    if (Array.isArray(value)) value.forEach(apply);
    else if (isData(value)) change(value);
  };
  return apply;
}

function along(step: string, next: Rewrite, isOfType: IsOfType): Rewrite {
  if (!step.startsWith(FRAGMENT)) return onEach(data => next(data[step]));
  const type = step.slice(FRAGMENT.length);
  return onEach(data => {
    if (isOfType(data, type, true)) next(data);
  });
}
