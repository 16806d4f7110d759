/**
 * `npm run start:distributed`: the same parts as `npm start`, each a process of its own that speaks signed HTTP on the
 * loopback interface. This process starts them, watches them, and runs the embedded services beside them.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError, EX_CONFIG, SUBGRAPHS, type SubgraphName } from '@ticketbase/kernel';
import { ChildProcesses } from './child-processes.ts';
import { parseStandaloneConfig, type StandaloneConfig, withDotEnv } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { gatewayEnvironment, subgraphEnvironment } from './environment.ts';
import { explain } from './explain.ts';
import { type Infrastructure, startInfrastructure } from './infrastructure.ts';
import { serveMailbox } from './mailbox-server.ts';
import { paths } from './paths.ts';
import { assertPortIsFree, freePorts } from './port.ts';
import { Progress } from './progress.ts';
import { closingScreen } from './screen.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const progress = new Progress();
const stop = stopOnSignal(progress);
try {
  const config = parseStandaloneConfig(withDotEnv());
  await assertPortIsFree(config.host, config.port);
  const secrets = await loadSecrets(config);
  // A signal that comes while the services still start waits for them, and then stops them.
  const startingInfrastructure = startInfrastructure(config, secrets, progress);
  stop.add(async () => (await startingInfrastructure).stop());
  const infrastructure = await startingInfrastructure;
  const children = new ChildProcesses();
  stop.add(() => children.stop());
  await startProcesses(config, secrets, infrastructure, children);
  const url = `http://${config.host}:${config.port}`;
  const demo = config.demo ? await progress.step('demo data', () => seedDemo(url)) : undefined;
  progress.ready(closingScreen(config, demo));
} catch (error) {
  // What fails while everything is being stopped is no failure to start; the stop ends the process.
  if (!stop.isStopping) {
    console.error(explain(error));
    await stop.end(error instanceof ConfigurationError ? EX_CONFIG : 1);
  }
}

async function startProcesses(
  config: StandaloneConfig,
  secrets: Secrets,
  infrastructure: Infrastructure,
  children: ChildProcesses,
): Promise<void> {
  const ports = await subgraphPorts(config);
  const urls = Object.fromEntries(
    SUBGRAPHS.map(name => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports.get(name)}`]),
  );
  const shared = {
    ...urls,
    NODE_ENV: config.production ? 'production' : 'development',
    LOG_LEVEL: config.logLevel,
    SUBGRAPH_SECRET: secrets.SUBGRAPH_SECRET,
    GATEWAY_URL: `http://${config.host}:${config.port}`,
    HOST: '127.0.0.1',
    EXIT_WITH_PARENT: 'true',
  };

  const pluginHost = await progress.step('plugin host', () => startPluginHost(config, children));
  await progress.step('subgraphs', () =>
    Promise.all(
      SUBGRAPHS.map(name =>
        children.start({
          name,
          entry: join(paths.root, 'subgraphs', name, 'dist/main.js'),
          env: {
            ...subgraphEnvironment(name, config, secrets, infrastructure),
            ...shared,
            ...(name === 'plugins' ? pluginHost : {}),
            PORT: String(ports.get(name)),
          },
          ready: `http://127.0.0.1:${ports.get(name)}/health/ready`,
        }),
      ),
    ),
  );
  const mailbox = infrastructure.mail ? await serveMailbox(infrastructure.mail) : undefined;
  await progress.step('gateway', () =>
    children.start({
      name: 'gateway',
      entry: join(paths.root, 'gateway/dist/main.js'),
      env: {
        ...gatewayEnvironment(config, infrastructure),
        ...shared,
        HOST: config.host,
        SUPERGRAPH_PATH: join(paths.schema, 'supergraph.graphql'),
        SITE_DIR: paths.site,
        ...(mailbox ? { MAILBOX_URL: mailbox } : {}),
      },
      ready: `http://${config.host}:${config.port}/health/ready`,
    }),
  );
}

async function subgraphPorts({ subgraphPortBase }: StandaloneConfig): Promise<ReadonlyMap<SubgraphName, number>> {
  const free = subgraphPortBase === undefined ? await freePorts(SUBGRAPHS.length) : [];
  return new Map(SUBGRAPHS.map((name, index) => [name, free[index] ?? subgraphPortBase! + index]));
}

/** The host is told its token by a file that only this user can read, never by its environment. */
async function startPluginHost(config: StandaloneConfig, children: ChildProcesses) {
  const folder = join(config.dataDir, 'plugin-host');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const [port] = await freePorts(1);
  const address = `tcp://127.0.0.1:${port}`;
  await children.start({
    name: 'plugin-host',
    entry: join(paths.root, 'plugin-host/dist/main.js'),
    args: [
      ...['--listen', address, '--token-file', tokenFile, '--log-level', config.logLevel],
      ...(config.production ? [] : ['--development']),
      ...(config.requireConfinement ? ['--require-confinement'] : []),
    ],
    env: {},
    ready: address,
  });
  return { PLUGIN_HOST_ADDRESS: address, PLUGIN_HOST_TOKEN_FILE: tokenFile };
}
