import { join } from 'node:path';
import express, { Router } from 'express';

/** Paths that name a file are missing if it is; all others are pages of the app. */
const FILE = /\.[a-z\d]+$/i;

/** Serves a built single-page app: its files, and `index.html` for every page of its own. */
export function siteRoute(directory: string): Router {
  const router = Router();
  // The names of built assets carry a hash of their content.
  router.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '365d', index: false }));
  router.use(express.static(directory, { index: false, redirect: false }));
  router.get('/{*page}', (request, response, next) => {
    if (FILE.test(request.path)) return next();
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: directory });
  });
  return router;
}
