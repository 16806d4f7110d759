import { useEffect, useState } from 'react';

/** The page that the worker keeps: what is below it is asked for over the network, as ever. */
const SCOPE = '/admin/check-in';

/** Has this page kept on the device, so that it opens without a network. True when it is. */
export function useDoorWorker(): boolean {
  const [isKept, setIsKept] = useState(false);
  useEffect(() => {
    let gone = false;
    void keepPage().then(kept => !gone && setIsKept(kept));
    return () => {
      gone = true;
    };
  }, []);
  return isKept;
}

async function keepPage(): Promise<boolean> {
  // Absent where there is no TLS; the page works without, as long as it is not closed.
  if (!navigator.serviceWorker) return false;
  try {
    const { active, installing, waiting } = await navigator.serviceWorker.register('/door-worker.js', { scope: SCOPE });
    return Boolean(active) || (await isActivated(installing ?? waiting));
  } catch {
    return false;
  }
}

function isActivated(worker: ServiceWorker | null): Promise<boolean> {
  if (!worker) return Promise.resolve(false);
  return new Promise(resolve => {
    const look = () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
