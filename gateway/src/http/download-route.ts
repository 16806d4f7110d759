import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Logger, NotFoundError, SUBGRAPHS, type SubgraphEndpoint, type SubgraphName } from '@ticketbase/kernel';
import { Router } from 'express';
import { requestIdOf } from './request-id.ts';

export interface DownloadRouteParts {
  readonly endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>;
  readonly logger: Logger;
}

/**
 * `/downloads/<subgraph>/<token>`: files that are too large for an answer, or are none. Who may have the file was
 * decided when its subgraph made the link, so the token is the permission; it stands in no log. A client that goes away
 * ends the work for it.
 */
export function downloadRoute({ endpoints, logger }: DownloadRouteParts): Router {
  const router = Router();
  router.get('/:subgraph/:token', async (request, response) => {
    const { subgraph, token } = request.params;
    const name = SUBGRAPHS.find(candidate => candidate === subgraph);
    const aborted = new AbortController();
    response.once('close', () => aborted.abort());
    const file = await (name && endpoints[name].download?.(token, aborted.signal));
    if (!file) throw new NotFoundError('The download');
    response.attachment(file.filename).type(file.contentType);
    response.setHeader('cache-control', 'private, no-store');
    try {
      await pipeline(Readable.from(file.body), response);
    } catch (error) {
      if (isReaderGone(error)) return;
      logger.error({ err: error, requestId: requestIdOf(response), subgraph: name }, 'download failed');
      response.destroy();
    }
  });
  return router;
}

/** The stream closes when it fails, too: only the error tells which came first. */
const isReaderGone = (error: unknown) =>
  (error as Error).name === 'AbortError' || (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
