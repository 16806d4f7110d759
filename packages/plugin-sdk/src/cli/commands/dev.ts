import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPlugin, withVersion } from '../../bundle/build-plugin.ts';
import { FETCHED_CONTEXTS } from '../../context/platform-contexts.ts';
import { DevServer } from '../../dev/dev-server.ts';
import { FolderChanges } from '../../dev/folder-changes.ts';
import { describeLine, LogReader } from '../../dev/log-reader.ts';
import { type CommandResult, type CommandRun, faults, serverFault } from '../command-result.ts';
import type { CliConfig } from '../config.ts';
import { Server } from '../server.ts';
import { writeTypes } from './typegen.ts';

const LOG_INTERVAL_MS = 500;
/** Refusals that no change to the sources mends. */
const FINAL = ['UNAUTHENTICATED', 'FORBIDDEN'];

/**
 * Builds the plugin on every change, publishes it under a development version of its own, installs that, and shows the
 * plugin's log meanwhile. Ends when it is interrupted, or with `--once` after the first version.
 */
export async function dev(config: CliConfig, run: CommandRun): Promise<CommandResult> {
  const session = new DevSession(path.resolve(config.dir), new Server(config.endpoint!, config.token!), run);
  return config.once ? session.deploy() : session.watch();
}

class DevSession {
  private readonly root: string;
  private readonly server: Server;
  private readonly run: CommandRun;
  private readonly versions: string[] = [];
  private reader: LogReader | undefined;
  private integrity: string | undefined;
  private fetched = false;

  constructor(root: string, server: Server, run: CommandRun) {
    this.root = root;
    this.server = server;
    this.run = run;
  }

  async watch(): Promise<CommandResult> {
    const changes = new FolderChanges(this.root);
    const following = this.followLog();
    try {
      do {
        const result = await this.deploy();
        if (result.exitCode === 0) continue;
        if (FINAL.includes(String(result.report.code))) return result;
        this.run.emit(result.report, result.text);
      } while (await changes.next(this.run.signal));
      return this.done();
    } finally {
      changes.close();
      this.run.stop();
      await following;
    }
  }

  /** Keeps what the server offers to components, for the checks that follow; a server that does not say is no fault of the plugin. */
  private async fetchContexts(): Promise<void> {
    if (this.fetched) return;
    const answer = await this.server.ask<{ extensionContexts: string }>('query DevContexts { extensionContexts }');
    if (!answer.ok) return;
    this.fetched = true;
    const file = path.join(this.root, FETCHED_CONTEXTS);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, answer.data.extensionContexts);
  }

  /** Builds, and brings what came of it to the server unless that has it already. */
  async deploy(): Promise<CommandResult> {
    const startedAt = performance.now();
    await this.fetchContexts();
    const built = await buildPlugin(this.root);
    if (!built.ok) return faults('dev', built.issues);
    if (built.integrity === this.integrity) return this.done();
    await writeTypes(this.root, built.manifest);
    const buildMs = Math.round(performance.now() - startedAt);
    const { id } = built.manifest;
    await this.openLog(id);
    const deployed = await new DevServer(this.server).deploy(built.manifest, version => withVersion(built, version));
    if (!deployed.ok) return serverFault('dev', deployed.fault, { id });
    this.integrity = built.integrity;
    const { version, signatures, enabled } = deployed.data;
    this.versions.push(version);
    const totalMs = Math.round(performance.now() - startedAt);
    const lines = [
      `${id} ${version} runs (built in ${buildMs} ms, served after ${totalMs} ms)`,
      ...signatures.map(signature => `  ${signature}`),
      ...(enabled ? [] : ['  It is not enabled: settings that it needs are missing. Configure it in the admin pages.']),
    ];
    this.run.emit({ event: 'deployed', id, version, signatures, enabled, buildMs, totalMs }, lines.join('\n'));
    return this.done();
  }

  private done(): CommandResult {
    const report = { ok: true, command: 'dev', versions: this.versions };
    return { exitCode: 0, report, text: `published ${this.versions.join(', ') || 'nothing'}` };
  }

  /** What the log holds before the first version is not this session's. */
  private async openLog(pluginId: string): Promise<void> {
    if (this.reader) return;
    const reader = new LogReader(this.server, pluginId);
    await reader.read();
    this.reader = reader;
  }

  private async followLog(): Promise<void> {
    const { signal, emit } = this.run;
    while (!signal.aborted) {
      const answer = await this.reader?.read();
      // A server that is being restarted, or a token that ended: the next deployment says so.
      for (const line of (answer?.ok && answer.data) || []) emit({ event: 'log', ...line }, describeLine(line));
      await sleep(LOG_INTERVAL_MS, undefined, { signal }).catch(() => {});
    }
  }
}
