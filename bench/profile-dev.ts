import { rm } from 'node:fs/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { quantile } from './measure/load.ts';
import { Stops } from './measure/stops.ts';
import { timedLoad } from './measure/timed-load.ts';
import { openBuyers } from './on-sale/buyers.ts';
import { publishForSale } from './on-sale/publish.ts';
import { startHotRow } from './on-sale/hot-row.ts';
import { cpuTimes, spent } from './measure/processes.ts';

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const hot = await startHotRow(services.env.POSTGRES_URL!, folder);
  const server = await startServer({ env: { ...services.env, TRUST_PROXY: '1', ...(process.env.PROF ? { NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/onsale/prof' } : {}) } });
  stops.add(() => server.stop());
  const sale = await publishForSale(server.url, { quantity: 1_000_000 });
  for (const c of [16, 256, 16, 256]) {
    const ref = await hot.measure(2);
    const buyers = await openBuyers(server.url, c);
    const before = [cpuTimes(server.pid), cpuTimes(...services.pids), cpuTimes(process.pid)];
    const r = await timedLoad(w => buyers[w]!.createCart(sale), { seconds: 3, concurrency: c });
    const n = r.latencies.length;
    const cpu = [cpuTimes(server.pid), cpuTimes(...services.pids)].map((t, i) => (spent(before[i]!, t) / n).toFixed(2));
    console.log(c, 'hot', ref.toFixed(0), 'carts', r.perSecond.toFixed(0), (r.perSecond / ref).toFixed(2), 'p50', quantile(r.latencies, 0.5).toFixed(1), 'p99', quantile(r.latencies, 0.99).toFixed(1), 'cpu server/services', cpu.join(' '));
    for (const b of buyers) b.close();
  }
} finally { await stops.run(); }
