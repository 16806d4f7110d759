import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnswerRequest } from '@ticketbase/plugin-testing';

/** A server that takes the messages of one webhook as Discord documents it, and can be told to answer otherwise once. */
export async function startLocalDiscord(webhook: string) {
  const messages: { content: string; allowed_mentions: { parse: string[] } }[] = [];
  const next: { status: number; headers?: Record<string, string> }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: object, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (request.url !== `/api/webhooks/${webhook}?wait=true`)
      return answer(404, { message: 'Unknown Webhook', code: 10015 });
    const other = next.shift();
    if (other) return answer(other.status, { message: 'No' }, other.headers);
    const message = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof message.content !== 'string' || message.content.length > 2000) return answer(400, { code: 50035 });
    messages.push(message);
    return answer(200, { id: String(messages.length) });
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Takes what the plugin sends to discord.com to the local server. */
  const forward: AnswerRequest = async ({ url, method, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    if (host !== 'discord.com') throw new Error(`that is not Discord: ${host}`);
    const response = await fetch(`${origin}${pathname}${search}`, { method, headers, body });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
  return { messages, next, forward, close: () => server.close().closeAllConnections() };
}
