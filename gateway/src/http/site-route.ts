import { join, resolve } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { extensionFrameRoute } from './extension-frame-route.ts';

/** Paths that name a file are missing if it is; all others are pages of the app. */
const FILE = /\.[a-z\d]+$/i;

/**
 * Serves the built pages of a folder: `index.html` for every page of the admin and of the shop, `explorer.html`, and
 * what they load.
 */
export function siteRoute(directory: string): Router {
  const root = resolve(directory);
  const router = Router();
  // The names of built assets carry a hash of their content.
  router.use('/assets', express.static(join(root, 'assets'), { immutable: true, maxAge: '365d', index: false }));
  router.use(extensionFrameRoute(root));
  router.get(['/admin{/*page}', '/shop{/*page}'], page(root, 'index.html'));
  router.get('/explorer{/*page}', page(root, 'explorer.html'));
  router.use(express.static(root, { index: false, redirect: false }));
  return router;
}

function page(root: string, file: string): RequestHandler {
  return (request, response, next) => {
    if (FILE.test(request.path)) return next();
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(file, { root }, error => error && next(error));
  };
}
