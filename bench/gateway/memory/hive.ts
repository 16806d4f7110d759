/**
 * Hive Gateway with its planner in Rust, on the supergraph whose file is given. Its packages are not ours: it runs as a
 * copy in `bench/peers`, which gets them on demand. Prints what it serves as JSON once it is ready.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: the types of packages that are not installed with ours are not known here.
const load = (name: string): Promise<any> => import(name);

const { createGatewayRuntime } = await load('@graphql-hive/gateway');
const { unifiedGraphHandler } = await load('@graphql-hive/router-runtime');
const gateway = createGatewayRuntime({
  supergraph: await readFile(process.argv[2] ?? '', 'utf8'),
  unifiedGraphHandler,
  logging: false,
  landingPage: false,
  healthCheckEndpoint: false,
});
const server = createServer(gateway).listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }));
