import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const check = process.argv.includes('--check');
let stale = false;

/** Writes a generated file, or with `--check` says that it is not current and makes the process fail. */
export function generatedFile(path: string, text: string, remedy: string): void {
  const file = resolve(root, path);
  if (read(file) === text) return;
  if (check) {
    stale = true;
    console.error(`${relative(root, file)} is not current. Remedy: ${remedy}`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${relative(root, file)}`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

export const isStale = (): boolean => stale;
