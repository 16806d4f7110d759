import { Context } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import type { Options } from 'mingo/types';
import { bucket } from '../aggregation/bucket.ts';
import { dateTrunc } from '../aggregation/date-trunc.ts';
import { sort } from '../aggregation/sort.ts';
import { average, sum } from '../aggregation/sum.ts';
import { comparisons } from './operators.ts';

// $out and $merge write through the store, not through mingo; the others run code.
const { $out: _out, $merge: _merge, ...stages } = pipeline;
const { $function: _function, ...expressions } = expression;
const { $accumulator: _accumulator, ...accumulators } = accumulator;
const { $where: _where, ...predicates } = query;

type Operators = NonNullable<Parameters<typeof Context.init>[0]>;

/** The stages a pipeline may have, without those that write. */
export const STAGES: ReadonlySet<string> = new Set(Object.keys(stages));

/** How mingo is run: with our own operators where its own are not MongoDB's, and without any that runs code. */
export const engineOptions: Partial<Options> = {
  scriptEnabled: false,
  context: Context.init({
    accumulator: { ...accumulators, $sum: sum, $avg: average },
    expression: { ...expressions, $dateTrunc: dateTrunc },
    pipeline: { ...stages, $bucket: bucket, $sort: sort },
    projection,
    query: { ...predicates, ...comparisons },
    window: { ...window },
  } as unknown as Operators),
};
