import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { compileEntityFetch, compileRootFetch, type StepSource } from './fetch-step.ts';
import type { Step } from './run.ts';

/** A plan of a kind that is executed elsewhere. */
export class UnknownPlanError extends Error {}

/** Compiles a plan to the steps that run it. Throws UnknownPlanError for what it does not know. */
export function compilePlan({ node }: QueryPlan, source: StepSource): Step {
  if (!node) return () => undefined;
  if (node.kind === 'Subscription') throw new UnknownPlanError('a subscription');
  return compileNode(node, source);
}

function compileNode(node: PlanNode, source: StepSource): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map(child => compileNode(child, source)));
    case 'Parallel':
      return inParallel(node.nodes.map(child => compileNode(child, source)));
    case 'Flatten':
      return compileFlatten(node, source);
    case 'Fetch': {
      if (node.requires || node.contextRewrites?.length) throw new UnknownPlanError('a fetch at the root with keys');
      return compileRootFetch(node, parse(node.operation, { noLocation: true }), source);
    }
    default:
      throw new UnknownPlanError(`a node of the kind ${node.kind}`);
  }
}

function compileFlatten({ node, path }: Extract<PlanNode, { kind: 'Flatten' }>, source: StepSource): Step {
  if (node.kind !== 'Fetch' || !node.requires || node.contextRewrites?.length)
    throw new UnknownPlanError('a flattened node that is no fetch of entities');
  return compileEntityFetch(node, parse(node.operation, { noLocation: true }), path.map(String), source);
}

/** One after the other. */
export function inSequence(steps: readonly Step[]): Step {
  if (steps.length === 1) return steps[0]!;
  return async run => {
    for (const step of steps) await step(run);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async run => {
    await Promise.all(steps.map(step => step(run)));
  };
}
