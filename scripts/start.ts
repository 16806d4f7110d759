/**
 * Builds what changed, then becomes the server: `npm start` runs everything in one process beside the embedded
 * services, `npm run start:distributed` one process per subgraph.
 */
import { join } from 'node:path';
import { build, root } from './build.ts';

process.setSourceMapsEnabled(true);
const started = performance.now();
const distributed = process.argv.includes('--distributed');

process.stdout.write('TicketBase\n  building …');
try {
  await build();
} catch (error) {
  console.error(`\n${(error as Error).message}`);
  process.exit(1);
}
console.log(` done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
await import(join(root, 'standalone/dist', distributed ? 'distributed.js' : 'main.js'));
