import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

/** Runs the CLI as its own process, without the environment of the tests. */
export function ticketbasePlugin(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, ['--conditions=source', CLI, ...args], { env: {} }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** The manifest of that plugin. */
export const manifest = {
  id: 'door-list',
  name: 'Door list',
  version: '1.0.0',
  author: 'TicketBase',
  category: 'OTHER',
  actions: { print: { description: 'Prints.' } },
  build: { backend: 'src/backend.ts' },
};
/** A folder with a plugin, removed after the test. */
export async function plugin(backend: string, change: object = {}): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'plugin-sdk-'));
  cleanUp.push(() => rm(dir, { recursive: true }));
  await mkdir(path.join(dir, 'src'));
  await writeFile(path.join(dir, 'plugin.json'), JSON.stringify({ ...manifest, ...change }, null, 2));
  await writeFile(path.join(dir, 'src/backend.ts'), backend);
  return dir;
}
/** A backend without a fault. */
export const GOOD = `export const backendActions = { print: async (params: unknown) => params };\n`;

/** A server that gives one answer, or what a function says to each body, and keeps what it was asked. */
export async function serve(status: number, answer: object | ((body: string) => object)) {
  const requests: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('latin1');
    requests.push({ headers: request.headers, body });
    const answered = typeof answer === 'function' ? (answer as (body: string) => object)(body) : answer;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
  }).listen(0, '127.0.0.1');
  cleanUp.push(() => server.close().closeAllConnections());
  await new Promise(resolve => server.once('listening', resolve));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, requests };
}
