import { z } from 'zod';
import type { Mailbox } from './dev-mail-route.ts';

const summaries = z.array(
  z.object({
    id: z.string(),
    receivedAt: z.coerce.date(),
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
  }),
);
const mail = z.object({ text: z.string().optional(), html: z.union([z.string(), z.literal(false)]).optional() });

/** A mailbox that another process of the same machine serves: `/list`, `/read/<id>` and `/raw/<id>`. */
export function httpMailbox(url: string): Mailbox {
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5_000) });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new Error(`The mailbox answered ${response.status}.`);
  };
  return {
    list: async () => summaries.parse(await (await ask('/list'))?.json()),
    async read(id) {
      const response = await ask(`/read/${encodeURIComponent(id)}`);
      return response && mail.parse(await response.json());
    },
    async raw(id) {
      const response = await ask(`/raw/${encodeURIComponent(id)}`);
      return response?.bytes();
    },
  };
}
