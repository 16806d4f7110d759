import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { GOOD, plugin, serve, ticketbasePlugin } from './command-line.ts';

describe('trigger', () => {
  const schedules = { nightly: { cron: '0 3 * * *', timeZone: 'Europe/Berlin', action: 'print' } };
  const installed = { installedPlugins: [{ id: 'i-1', plugin: { id: 'door-list' } }] };
  const trigger = async (result: object) => {
    const { endpoint, requests } = await serve(200, { data: { ...installed, result } });
    const dir = await plugin(GOOD, { schedules });
    const args = ['trigger', dir, '--schedule', 'nightly', '--endpoint', endpoint, '--token', 'tb_x'];
    return { ...(await ticketbasePlugin(...args)), requests };
  };

  test('runs a schedule now, and shows what it answered', async () => {
    const { code, stdout, requests } = await trigger({ ok: true, data: { rows: 3 }, durationMs: 12, requestId: 'r' });
    expect(code).toBe(0);
    expect(stdout).toContain('nightly finished in 12 ms: {"rows":3}');
    expect(JSON.parse(requests[1]!.body).variables).toEqual({ installationId: 'i-1', schedule: 'nightly' });
  });

  test('ends with 1 and the reason when the run failed', async () => {
    const error = { code: 'PLUGIN_THREW', message: 'no luck' };
    const { code, stderr } = await trigger({ ok: false, data: null, durationMs: 12, requestId: 'r-7', error });
    expect(code).toBe(1);
    expect(stderr).toContain('nightly failed: PLUGIN_THREW: no luck (request r-7)');
  });

  test.each([
    [
      { message: 'The hook was not found.', extensions: { code: 'NOT_FOUND' } },
      'NOT_FOUND: the installed version has no hook order.placed\n',
    ],
    [
      {
        message: 'The input is not valid: payload.number: is required; payload.total: is required',
        extensions: {
          code: 'BAD_USER_INPUT',
          issues: ['number', 'total'].map(name => ({ path: `payload.${name}`, message: 'is required' })),
        },
      },
      'BAD_USER_INPUT: The input is not valid.\n  payload.number: is required\n  payload.total: is required\n',
    ],
  ])('ends with 3 and says once why the server refused, %#', async (error, expected) => {
    const { endpoint } = await serve(200, body =>
      body.includes('mutation') ? { data: null, errors: [error] } : { data: installed },
    );
    const hook = ['--hook', 'order.placed', '--payload', await fileWith('{}')];
    const { code, stderr } = await ticketbasePlugin('trigger', await plugin(GOOD), ...hook, ...target(endpoint));
    expect([code, stderr]).toEqual([3, expected]);
  });

  test('needs the name of what it runs', async () => {
    expect((await ticketbasePlugin('trigger', '.')).code).toBe(2);
  });

  const target = (endpoint: string) => ['--endpoint', endpoint, '--token', 'tb_x'];
  const fileWith = async (text: string) => {
    const file = path.join(await plugin(GOOD), 'payload');
    await writeFile(file, text);
    return file;
  };

  test('tells a hook of an event that is written in a file', async () => {
    const result = { ok: true, data: null, durationMs: 3, requestId: 'r' };
    const { endpoint, requests } = await serve(200, { data: { ...installed, result } });
    const hook = ['--hook', 'order.placed', '--payload', await fileWith('{ "number": "A-1" }')];
    const { code, stdout } = await ticketbasePlugin('trigger', await plugin(GOOD), ...hook, ...target(endpoint));
    expect([code, stdout]).toEqual([0, 'order.placed finished in 3 ms: null\n']);
    const { variables } = JSON.parse(requests[1]!.body);
    expect(variables).toEqual({ installationId: 'i-1', event: 'order.placed', payload: { number: 'A-1' } });
  });

  test('calls a webhook’s address with the bytes of a file and the headers that are given', async () => {
    const outside = await serve(201, { taken: true });
    const webhooks = [{ name: 'stripe', url: outside.endpoint }];
    const { endpoint } = await serve(200, {
      data: { installedPlugins: [{ ...installed.installedPlugins[0], webhooks }] },
    });
    const body = '{ "type":  "paid" }';
    const call = ['--webhook', 'stripe', '--payload', await fileWith(body), '--header', 'Stripe-Signature: t=1,v1=ab'];
    const { code, stdout } = await ticketbasePlugin('trigger', await plugin(GOOD), ...call, ...target(endpoint));
    expect([code, stdout]).toEqual([0, 'stripe answered 201 {"taken":true}\n']);
    expect(outside.requests[0]).toMatchObject({ body, headers: { 'stripe-signature': 't=1,v1=ab' } });
    expect(outside.requests[0]!.headers.authorization).toBeUndefined();
  });

  test('ends with 1 when the webhook refuses, and does not print its address', async () => {
    const outside = await serve(500, {});
    const webhooks = [{ name: 'stripe', url: `${outside.endpoint}/secret-of-the-address` }];
    const { endpoint } = await serve(200, {
      data: { installedPlugins: [{ ...installed.installedPlugins[0], webhooks }] },
    });
    const run = (name: string) =>
      plugin(GOOD).then(dir => ticketbasePlugin('trigger', dir, '--webhook', name, ...target(endpoint)));
    expect(await run('stripe')).toMatchObject({ code: 1, stderr: 'stripe answered 500 {}\n' });
    expect(await run('paypal')).toMatchObject({ code: 3, stderr: expect.stringContaining('no webhook paypal') });
  });

  test.each([
    ['two things at once', ['--schedule', 'nightly', '--hook', 'order.placed', '--payload', 'x']],
    ['a hook without what it is told', ['--hook', 'order.placed']],
    ['a file that is not there', ['--hook', 'order.placed', '--payload', '/nowhere/at-all.json']],
    ['a header that is none', ['--webhook', 'stripe', '--header', 'nothing']],
    ['a header for a schedule', ['--schedule', 'nightly', '--header', 'a: b']],
  ])('refuses %s', async (_, args) => {
    const { code } = await ticketbasePlugin(
      'trigger',
      await plugin(GOOD),
      ...args,
      ...target('http://127.0.0.1:9/graphql'),
    );
    expect(code).toBe(2);
  });

  test('validate points at a cron expression that is none, and says when a good one comes next', async () => {
    const wrong = await plugin(GOOD, { schedules: { nightly: { ...schedules.nightly, cron: '0 25 * * *' } } });
    const { code, stderr } = await ticketbasePlugin('validate', wrong);
    const line = (await readFile(path.join(wrong, 'plugin.json'), 'utf8'))
      .split('\n')
      .findIndex(l => l.includes('"cron"'));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^plugin\\.json:${line + 1}:\\d+: schedules\\.nightly\\.cron is no cron expression`, 'm'),
    );
    const right = await ticketbasePlugin('validate', await plugin(GOOD, { schedules }));
    expect(right.stdout).toMatch(/nightly comes next at \d{4}-/);
  });
});

describe('hooks that failed for good', () => {
  const hook = {
    ...{ id: 'h-1', event: 'order.placed', occurredAt: '2026-03-01T12:00:00Z', failedAt: '2026-03-01T13:00:00Z' },
    ...{ attempts: 6, requestId: 'r-1', error: { code: 'PLUGIN_THREW', message: 'no luck' } },
  };
  const failedHooks = { totalCount: 1, edges: [{ node: hook }] };
  const ask = async (args: string[], replayed: number | boolean = true) => {
    const installedPlugins = [{ id: 'i-1', plugin: { id: 'door-list' }, failedHooks }];
    const { endpoint, requests } = await serve(200, { data: { installedPlugins, replayed } });
    const [command = '', ...options] = args;
    const target = ['--endpoint', endpoint, '--token', 'tb_x'];
    return { ...(await ticketbasePlugin(command, await plugin(GOOD), ...options, ...target)), requests };
  };

  test('are shown with their reason', async () => {
    const { code, stdout } = await ask(['failed']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'h-1 order.placed of 2026-03-01T12:00:00Z, tried 6 times: PLUGIN_THREW: no luck\n1 failed for good\n',
    );
    expect(JSON.parse((await ask(['failed', '--json'])).stdout)).toMatchObject({
      ok: true,
      totalCount: 1,
      hooks: [hook],
    });
  });

  test('run again one by one, or all', async () => {
    const one = await ask(['replay', '--id', 'h-1']);
    expect([one.code, one.stdout]).toEqual([0, '1 hook runs again\n']);
    expect(JSON.parse(one.requests[1]!.body).variables).toEqual({ id: 'h-1' });
    const all = await ask(['replay'], 3);
    expect([all.code, all.stdout]).toEqual([0, '3 hooks run again\n']);
    expect(JSON.parse(all.requests[1]!.body).variables).toEqual({ id: 'i-1' });
  });
});
