import {
  type Logger,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  type SubgraphName,
  Viewer,
} from '@ticketbase/kernel';
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { requestIdOf } from './request-id.ts';

export interface WebhookRouteParts {
  readonly endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>;
  readonly logger: Logger;
}

const MUTATION = `mutation ReceiveWebhook($input: ReceiveWebhookInput!) {
  receiveWebhook(input: $input) { status body retryAfter }
}`;
const answer = z.object({
  receiveWebhook: z.object({ status: z.int(), body: z.string().nullable(), retryAfter: z.int().nullable() }),
});

const LARGEST_BODY = 1024 * 1024;
/** Milliseconds; longer than a plugin's action may take. */
const TIMEOUT = 20_000;
/** Our own and the proxies' business. */
const WITHHELD = /^(?:cookie|host|connection|x-forwarded-.*|forwarded|via|x-real-ip)$/;

/**
 * `POST /webhooks/<installation>/<webhook>/<secret>`: where outside services tell plugins of things. The body reaches the
 * plugin byte for byte, since its signature is over the bytes. The address is the permission, so it stands in no log.
 */
export function webhookRoute({ endpoints, logger }: WebhookRouteParts): Router {
  const router = Router();
  router.post(
    '/:installation/:webhook/:secret',
    express.raw({ type: () => true, limit: LARGEST_BODY, inflate: false }),
    async (request, response) => {
      const { installation, webhook, secret } = request.params as Record<string, string>;
      const requestId = requestIdOf(response);
      const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
      const { data, errors } = await endpoints.plugins.execute({
        query: MUTATION,
        variables: { input: { installation, webhook, secret, headers: headersOf(request), body } },
        viewer: Viewer.service('gateway'),
        requestId,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const parsed = answer.safeParse(data);
      if (!parsed.success) {
        logger.error({ requestId, codes: errors?.map(error => error.extensions?.code) }, 'webhook not taken');
        throw new ServiceUnavailableError('plugins', parsed.error);
      }
      const { status, body: text, retryAfter } = parsed.data.receiveWebhook;
      if (retryAfter !== null) response.setHeader('retry-after', String(retryAfter));
      response.setHeader('cache-control', 'no-store');
      // As text, whatever it is: a plugin's answer must not become a page of ours.
      response
        .status(status)
        .type('text/plain')
        .send(text ?? '');
    },
  );
  return router;
}

const headersOf = ({ headers }: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || WITHHELD.test(name) ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
