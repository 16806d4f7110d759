import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../peers');
const PACKAGES = ['@graphql-hive/gateway@2.15.1', '@graphql-hive/router-runtime@1.4.23'];

/** The script of Hive Gateway, its packages installed beside it; undefined, and said why, where they cannot be had. */
export function installHive(): string | undefined {
  const script = resolve(FOLDER, 'hive.ts');
  mkdirSync(FOLDER, { recursive: true });
  copyFileSync(resolve(import.meta.dirname, 'hive.ts'), script);
  if (PACKAGES.every(isInstalled)) return script;
  // With a package.json of its own it is no part of the workspace.
  writeFileSync(resolve(FOLDER, 'package.json'), '{ "name": "bench-peers", "private": true, "type": "module" }\n');
  try {
    const args = ['install', '--no-audit', '--no-fund', '--workspaces=false', '--save-exact', ...PACKAGES];
    execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    return script;
  } catch (error) {
    console.error(`Hive Gateway is left out: ${(error as Error).message}`);
    return undefined;
  }
}

const isInstalled = (name: string): boolean =>
  existsSync(resolve(FOLDER, 'node_modules', name.slice(0, name.lastIndexOf('@'))));
