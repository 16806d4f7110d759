import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { subgraphSchemas } from '../scripts/sources.ts';

const composed = (edit: (sdl: string) => string = sdl => sdl) =>
  composeServices(
    subgraphSchemas.map(({ name, sdl }) => ({ name, typeDefs: parse(name === 'users' ? edit(sdl) : sdl) })),
  );
const codes = (hints: readonly { definition: { code: string } }[]) => hints.map(({ definition }) => definition.code);

test('subgraphs compose, and describe what they share in the same words', () => {
  const { errors, hints } = composed();
  expect(errors).toBeUndefined();
  expect(hints.map(({ message }) => message)).toEqual([]);
});

test('control: a description of the owner’s own is a hint', () => {
  const reworded = composed(sdl => sdl.replace('Who organizes events: a tenant of the platform.', 'A tenant.'));
  expect(codes(reworded.hints)).toEqual(['INCONSISTENT_DESCRIPTION']);
});
