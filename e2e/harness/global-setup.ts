import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server under test listens. */
    readonly serverUrl: string;
  }
}

/** One server for all tests of a project; each test registers an organization of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ distributed: project.name.includes('distributed') });
  project.provide('serverUrl', server.url);
  return () => server.stop();
}
