const NAME = 'ticketbase-door';
const STORE = 'kept';

let opened: Promise<IDBDatabase> | undefined;

/** The device's own database; kept over reloads, and while there is no network. */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** What is kept under a name; undefined if nothing is. */
export async function recall<Value>(name: string): Promise<Value | undefined> {
  const request = (await open()).transaction(STORE).objectStore(STORE).get(name);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Value | undefined);
    request.onerror = () => reject(request.error);
  });
}

/** Keeps something under a name, in the place of what was there. Resolves when it is on the disk. */
export const keep = (name: string, value: unknown): Promise<void> => change(name, () => value);

/** Keeps what becomes of what is kept under a name; nothing else changes it in between. */
export async function change<Value>(name: string, become: (kept: Value | undefined) => Value): Promise<void> {
  const transaction = (await open()).transaction(STORE, 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore(STORE);
  const kept = store.get(name);
  kept.onsuccess = () => store.put(become(kept.result as Value | undefined), name);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
}

/** Forgets the tickets of all doors, which name people; scans that wait to be sent stay. Never rejects. */
export async function forgetDoors(): Promise<void> {
  if (!globalThis.indexedDB) return;
  try {
    const transaction = (await open()).transaction(STORE, 'readwrite');
    transaction.objectStore(STORE).delete(IDBKeyRange.bound('door:', 'door;', false, true));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  } catch {
    // A device without a store keeps nothing.
  }
}
