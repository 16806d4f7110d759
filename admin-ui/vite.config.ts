import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { doorWorker } from './door-worker-plugin.ts';

export default defineConfig({
  // The gateway serves the built files under /assets and the two pages wherever they belong.
  base: '/',
  plugins: [react(), doorWorker()],
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 6_000,
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries of React mark modules for compilers and servers that are not used here.
      checks: { moduleLevelDirective: false },
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        explorer: resolve(import.meta.dirname, 'explorer.html'),
      },
    },
  },
});
