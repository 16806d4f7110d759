import { spawnPluginHost } from '../src/client.ts';

// A process that starts a host and is killed by the test before it can stop it.
const { pid } = await spawnPluginHost({ workers: 1 });
process.stdout.write(`${pid}\n`);
