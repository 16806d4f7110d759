/** Builds what changed, then proves that orders, ledger, stock and tickets agree: see docs/reconciliation.md. */
import { join } from 'node:path';
import { build, root } from './build.ts';

process.setSourceMapsEnabled(true);
await build('@ticketbase/standalone...');
await import(join(root, 'standalone/dist/reconcile.js'));
