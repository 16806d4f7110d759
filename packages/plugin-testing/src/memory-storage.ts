import { isDeepStrictEqual } from 'node:util';
import { HostCallRefused } from '@ticketbase/plugin-host/client';

/** Bytes of keys and values that a plugin may keep; as on the platform. */
const QUOTA = 1024 * 1024;
const LARGEST_LIST = 100;

/** `ctx.storage` in memory, with the rules of the platform. */
export class MemoryStorage {
  private readonly values: Map<string, unknown>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = new Map(Object.entries(structuredClone(values)));
  }

  /** What is stored now, by key and in their order. */
  contents(): Record<string, unknown> {
    return Object.fromEntries(this.keys().map(key => [key, this.values.get(key)]));
  }

  /** @throws HostCallRefused as the platform would refuse */
  call(
    name: string,
    args: { key?: unknown; value?: unknown; expected?: unknown; prefix?: string; first?: number; after?: string },
  ): unknown {
    switch (name) {
      case 'storage.get':
        return this.values.get(checkedKey(args.key)) ?? null;
      case 'storage.set':
        return this.set(checkedKey(args.key), args.value);
      case 'storage.compareAndSet':
        return this.compareAndSet(checkedKey(args.key), args.expected ?? null, args.value);
      case 'storage.delete':
        return this.values.delete(checkedKey(args.key));
      case 'storage.list':
        return this.list(args);
      default:
        throw new HostCallRefused('UNKNOWN_CALL', `There is no ${name}.`);
    }
  }

  private set(key: string, value: unknown): null {
    if (value === undefined) throw new HostCallRefused('INVALID_ARGUMENTS', 'value: must be a value of JSON');
    const bytes = [...this.values].reduce((sum, [each, stored]) => sum + (each === key ? 0 : sizeOf(each, stored)), 0);
    if (bytes + sizeOf(key, value) > QUOTA)
      throw new HostCallRefused('STORAGE_QUOTA_EXCEEDED', `A plugin may keep ${QUOTA} bytes.`);
    this.values.set(key, value);
    return null;
  }

  private compareAndSet(key: string, expected: unknown, value: unknown): boolean {
    if (!isDeepStrictEqual(this.values.get(key) ?? null, expected)) return false;
    this.set(key, value);
    return true;
  }

  private list({ prefix = '', first = LARGEST_LIST, after = '' }: { prefix?: string; first?: number; after?: string }) {
    if (!Number.isInteger(first) || first < 1 || first > LARGEST_LIST)
      throw new HostCallRefused('INVALID_ARGUMENTS', `first: must be from 1 to ${LARGEST_LIST}`);
    const found = this.keys().filter(
      key => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0,
    );
    const keys = found.slice(0, first);
    return { keys, endCursor: found.length > first ? keys.at(-1)! : null };
  }

  private keys(): string[] {
    return [...this.values.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
}

function checkedKey(key: unknown): string {
  if (typeof key === 'string' && key.length >= 1 && key.length <= 256) return key;
  throw new HostCallRefused('INVALID_ARGUMENTS', 'key: must be a text of 1 to 256 characters');
}

const sizeOf = (key: string, value: unknown) => Buffer.byteLength(key) + Buffer.byteLength(JSON.stringify(value));
