import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/**
 * What a plugin's component may do in its frame: run, and draw. It has no origin, reaches no network, and can be framed by our
 * own pages only. Inline scripts are allowed because its own code is text that the page hands in.
 */
const POLICY = [
  'sandbox allow-scripts allow-forms',
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'self' 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Serves the document in which components of plugins are rendered, and the two files that it loads. */
export function extensionFrameRoute(directory: string): Router {
  const router = Router();
  const confine: RequestHandler = (_request, response, next) => {
    response.setHeader('content-security-policy', POLICY);
    // Loaded by a document without an origin, for which even our own is another one.
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('origin-agent-cluster', '?0');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    next();
  };
  for (const file of ['extension-frame.html', 'extension-frame.css', 'extension-frame.js'])
    router.get(`/${file}`, confine, express.static(join(directory), { index: false, cacheControl: false }));
  return router;
}
