import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningMailSink } from '@ticketbase/embedded';

/** Lets a gateway in another process read the mail sink: `/list`, `/read/<id>` and `/raw/<id>`, on loopback. */
export async function serveMailbox(mail: RunningMailSink): Promise<string> {
  const server = createServer(async (request, response) => {
    try {
      const [, what, id = ''] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
      const found = what === 'list' ? await mail.list() : await (what === 'raw' ? mail.raw(id) : mail.read(id));
      if (found === undefined) response.statusCode = 404;
      response.end(found instanceof Uint8Array ? found : JSON.stringify(found ?? null));
    } catch {
      response.statusCode = 500;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
