import { readFileSync } from 'node:fs';

export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

export const descendantsOf = (pid: number): number[] =>
  childrenOf(pid).flatMap(child => [child, ...descendantsOf(child)]);

/** The workers of a host themselves, below what confines them. */
export const workersOf = (pid: number): number[] => descendantsOf(pid).filter(each => childrenOf(each).length === 0);
