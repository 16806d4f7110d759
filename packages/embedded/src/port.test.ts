import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../test/temporary-directory.ts';
import { EmbeddedError } from './embedded-error.ts';
import { listenOn, stopListening } from './listen.ts';
import { onPort } from './port.ts';

const taken = () => new EmbeddedError('EMBEDDED_PORT_TAKEN', 'taken');

async function occupied(): Promise<number> {
  const server = createServer();
  await listenOn(server, 0, 'test');
  onTestFinished(() => stopListening(server));
  return (server.address() as { port: number }).port;
}

describe('onPort', () => {
  test('tries another port when one is taken between its choice and its use', async () => {
    const dataDir = await temporaryDirectory();
    const tried: number[] = [];
    const { port, started } = await onPort({ wanted: undefined, dataDir, service: 'test' }, async port => {
      tried.push(port);
      if (tried.length < 3) throw taken();
      return 'started';
    });
    expect([tried.length, tried.at(-1), started]).toEqual([3, port, 'started']);
  });

  test('does not try another port than the one asked for', async () => {
    const dataDir = await temporaryDirectory();
    const wanted = await occupied();
    await expect(onPort({ wanted, dataDir, service: 'test' }, async () => 1)).rejects.toMatchObject({
      code: 'EMBEDDED_PORT_TAKEN',
    });
  });

  test('passes on a failure that is not about the port', async () => {
    const dataDir = await temporaryDirectory();
    const failing = async () => Promise.reject(new Error('broken'));
    await expect(onPort({ wanted: undefined, dataDir, service: 'test' }, failing)).rejects.toThrow('broken');
  });

  test('comes back to the last port, unless another program has it by then', async () => {
    const dataDir = await temporaryDirectory();
    const start = () => onPort({ wanted: undefined, dataDir, service: 'test' }, async port => port);
    const first = await start();
    expect((await start()).port).toBe(first.port);
    const server = createServer();
    await listenOn(server, first.port, 'test');
    onTestFinished(() => stopListening(server));
    expect((await start()).port).not.toBe(first.port);
  });
});
