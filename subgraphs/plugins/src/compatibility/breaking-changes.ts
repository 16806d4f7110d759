import type { Issue } from '@ticketbase/kernel';
import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';

// What fragments of plugins stand on.
const GROUND = 'scalar JSON scalar DateTime type Query { _: Int } type Mutation { _: Int }';
const NOTHING_BREAKS = /^(?:0\.|\d+\.\d+\.\d+-)/;

/**
 * Whether a version may break what was published as another: semantic versioning (semver.org) lets a new major version do
 * that, before 1.0.0 a new minor one, and a prerelease promises nothing.
 */
export function mayBreak(before: string, after: string): boolean {
  if (isPrerelease(before) || isPrerelease(after)) return true;
  const [[major, minor], [newMajor, newMinor]] = [numbersOf(before), numbersOf(after)];
  return newMajor > major || (NOTHING_BREAKS.test(before) && major === newMajor && newMinor > minor);
}

/** Whether a version comes before the release that it leads to; what stands behind a plus says nothing of that. */
export const isPrerelease = (version: string): boolean => version.split('+', 1)[0]!.includes('-');

const numbersOf = (version: string) => version.split('.').map(Number) as [number, number, number];

/** What of a plugin's own actions somebody who calls them would miss: one issue for each field, argument or value. */
export function breakingChanges(before: string, after: string): Issue[] {
  return findBreakingChanges(schemaOf(before), schemaOf(after)).map(({ description }) => ({
    path: coordinateIn(description),
    message: description,
  }));
}

/** What graphql-js names in its sentence: a field or an argument's field, else the type. */
const coordinateIn = (description: string): string =>
  /\b[A-Z]\w*\.\w+/.exec(description)?.[0] ??
  /\btype ([A-Z]\w*)/.exec(description)?.[1] ??
  /\b[A-Z]\w*[a-z]\w*(?= was| changed)/.exec(description)?.[0] ??
  '';

const schemaOf = (fragment: string): GraphQLSchema => buildSchema(`${GROUND}\n${fragment}`, { assumeValid: true });
