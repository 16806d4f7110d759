/** `npm start`: everything on embedded defaults, or on what the environment names. */
import { ConfigurationError, EX_CONFIG, SUBGRAPHS, startTelemetry } from '@ticketbase/kernel';
import { Workers } from './cluster/workers.ts';
import { parseStandaloneConfig, withDotEnv } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { explain } from './explain.ts';
import { startInfrastructure } from './infrastructure.ts';
import { serveMailbox } from './mailbox-server.ts';
import { startPlatform } from './platform.ts';
import { assertPortIsFree } from './port.ts';
import { Progress } from './progress.ts';
import { closingScreen } from './screen.ts';
import { loadSecrets } from './secrets.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const progress = new Progress();
const stop = stopOnSignal(progress);
try {
  const config = parseStandaloneConfig(withDotEnv());
  await assertPortIsFree(config.host, config.port);
  const secrets = await loadSecrets(config);
  const workers = config.workers > 1 ? new Workers(config.workers) : undefined;
  // A signal that comes while a part still starts waits for it, and then stops it like the others.
  const telemetry = await startTelemetry('ticketbase', config.environment);
  stop.add(() => telemetry.stop());
  const startingInfrastructure = startInfrastructure(config, secrets, progress);
  stop.add(async () => (await startingInfrastructure).stop());
  const infrastructure = await startingInfrastructure;
  const startingPlatform = startPlatform(config, secrets, infrastructure, progress, { listens: !workers });
  stop.add(async () => (await startingPlatform).close());
  const platform = await startingPlatform;
  if (workers) {
    stop.add(() => workers.stop());
    await progress.step(`${config.workers} workers`, async () => {
      const mailbox = infrastructure.mail && (await serveMailbox(infrastructure.mail));
      const { pluginHost } = platform;
      await workers.serve({
        ...{ type: 'start', environment: config.environment, secrets, pluginHost: pluginHost!, mailbox },
        infrastructure: {
          environment: infrastructure.environment,
          databaseUrls: Object.fromEntries(SUBGRAPHS.map(name => [name, infrastructure.databaseUrl(name)])),
        },
      });
    });
  }
  const demo = config.demo ? await progress.step('demo data', () => seedDemo(platform.url)) : undefined;
  progress.ready(closingScreen(config, demo));
} catch (error) {
  // What fails while everything is being stopped is no failure to start; the stop ends the process.
  if (!stop.isStopping) {
    console.error(explain(error));
    await stop.end(error instanceof ConfigurationError ? EX_CONFIG : 1);
  }
}
