import type { HealthCheck } from '@ticketbase/kernel';
import { Router } from 'express';

/** Milliseconds after which a check that does not answer has failed. */
const TIMEOUT = 2_000;

/** `/health/live`: the process runs. `/health/ready`: it can serve, and so can the parts that it needs. */
export function healthRoutes(checks: readonly HealthCheck[], isReady: () => boolean): Router {
  const router = Router();
  // Whoever asks often is told the same: checks under way are shared.
  let running: Promise<Record<string, string>> | undefined;
  const checkAll = () => {
    running ??= runChecks(checks).finally(() => {
      running = undefined;
    });
    return running;
  };
  router.get('/live', (_request, response) => void response.json({ status: 'live' }));
  router.get('/ready', async (_request, response) => {
    const states = { gateway: isReady() ? 'ready' : 'failing', ...(await checkAll()) };
    const failing = Object.values(states).some(state => state !== 'ready');
    response.status(failing ? 503 : 200).json({ status: failing ? 'failing' : 'ready', checks: states });
  });
  return router;
}

async function runChecks(checks: readonly HealthCheck[]): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  const checked = await Promise.all(checks.map(async check => [check.name, await stateOf(check)] as const));
  for (const [name, state] of checked) {
    // Several subgraphs may check parts of one name, such as their databases: one that fails counts.
    if (states[name] !== 'failing') states[name] = state;
  }
  return states;
}

async function stateOf(check: HealthCheck): Promise<'ready' | 'failing'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'failing'>(resolve => {
    timer = setTimeout(() => resolve('failing'), TIMEOUT);
  });
  const checked = check.check().then(
    () => 'ready' as const,
    () => 'failing' as const,
  );
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}
