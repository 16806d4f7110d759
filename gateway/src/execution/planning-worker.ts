/**
 * Plans operations in a thread of its own, where it keeps nobody waiting but itself. Started by `WorkerPlanner` with a
 * supergraph; says `ready`, and then answers each document with a plan or with why there is none.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { PlanningAnswer, PlanningRequest } from './worker-planner.ts';

const supergraph = Supergraph.build(workerData as string, { validateSupergraph: false });
const schema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph);

parentPort!.on('message', ({ query, operationName }: PlanningRequest) => {
  parentPort!.postMessage(plan(query, operationName));
});
parentPort!.postMessage('ready');

function plan(query: string, operationName: string | undefined): PlanningAnswer {
  try {
    const operation = operationFromDocument(schema, parse(query, { noLocation: true }), { operationName });
    return { plan: planner.buildQueryPlan(operation) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
