import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A composed supergraph, and the plugin versions whose actions are in it. */
export const SupergraphReleaseEntity = defineEntity({
  name: 'SupergraphRelease',
  tableName: 'supergraph_release',
  properties: p => ({
    id: p.uuid().primary(),
    /** Orders releases as they were made, whichever process made them. */
    ordinal: p.bigint('number').autoincrement(),
    sdl: p.text(),
    /** Of every SDL that was composed: the same inputs need no new release. */
    inputHash: p.text(),
    versionIds: p.json<string[]>(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type SupergraphRelease = InferEntity<typeof SupergraphReleaseEntity>;
