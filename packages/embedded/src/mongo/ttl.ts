import type { Document } from './document.ts';
import { findStored } from './query/find.ts';
import type { Collection } from './store/collection.ts';
import type { Store } from './store/store.ts';

/** Documents removed in one transaction, so that a sweep does not hold up the clients. */
const BATCH = 1_000;

/** Removes the documents whose time is over by a TTL index; returns how many. Call again while it returns a full batch. */
export function removeExpired(store: Store, now = Date.now()): number {
  let removed = 0;
  for (const collection of store.list()) {
    for (const { key, expireAfterSeconds } of collection.info.indexes) {
      if (expireAfterSeconds === undefined) continue;
      const before = new Date(now - expireAfterSeconds * 1_000);
      removed += removeMatching(store, collection, { [Object.keys(key)[0]!]: { $lt: before } });
    }
  }
  return removed;
}

function removeMatching(store: Store, collection: Collection, filter: Document): number {
  const expired = [...findStored(collection, { filter, limit: BATCH })];
  if (expired.length === 0) return 0;
  store.write(() => {
    for (const stored of expired) collection.remove(stored);
  });
  return expired.length;
}
