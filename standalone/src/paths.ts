import { join, resolve } from 'node:path';

/** The folder of the checkout: this file runs from standalone/dist. */
const root = resolve(import.meta.dirname, '../..');

/** Where the built and generated parts of the platform lie. */
export const paths = {
  root,
  schema: join(root, 'schema'),
  /** The built pages: admin, shop and explorer. */
  site: join(root, 'admin-ui/dist'),
  plugins: join(root, 'plugins'),
} as const;
