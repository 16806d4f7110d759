import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './build.ts';

/** The folders of the first-party plugins, from the root of the repository. */
export const firstPartyPlugins = (): string[] => globSync('plugins/*/plugin.json', { cwd: root }).map(dirname).sort();
