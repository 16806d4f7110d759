import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const SDK = resolve(import.meta.dirname, '../../packages/plugin-sdk');
const CLI = join(SDK, 'bin/ticketbase-plugin.js');

/** What `dev` says of a version that it has brought to the server. */
export interface Deployed {
  readonly buildMs: number;
  readonly totalMs: number;
}

/** A new plugin in a folder of its own, with `ticketbase-plugin dev` running on it. */
export class DevSession {
  readonly folder: string;
  private readonly child: ChildProcess;
  private readonly deployed: Deployed[] = [];
  private heard = () => {};

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.child = child;
    createInterface({ input: child.stdout! }).on('line', line => {
      const said = JSON.parse(line) as { event?: string; ok?: boolean } & Deployed;
      if (said.event === 'deployed') this.deployed.push(said);
      else if (said.ok === false) console.error(line);
      this.heard();
    });
    child.once('exit', () => this.heard());
  }

  /** Makes the plugin that `create` makes, and starts `dev` on it. Resolves when its first version is served. */
  static async start(url: string, token: string, id: string): Promise<DevSession> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-dev-'));
    await promisify(execFile)(process.execPath, [CLI, 'create', folder, '--id', id]);
    await mkdir(join(folder, 'node_modules/@ticketbase'), { recursive: true });
    await symlink(SDK, join(folder, 'node_modules/@ticketbase/plugin-sdk'));
    const env = { ...process.env, TICKETBASE_ENDPOINT: `${url}/graphql`, TICKETBASE_TOKEN: token };
    const child = spawn(process.execPath, [CLI, 'dev', folder, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const session = new DevSession(folder, child);
    await session.version(1);
    return session;
  }

  /** Waits until so many versions have been brought to the server; what was said of the last of them. */
  version(count: number): Promise<Deployed> {
    return new Promise((resolve, reject) => {
      this.heard = () => {
        const last = this.deployed[count - 1];
        if (last) resolve(last);
        else if (this.child.exitCode !== null) reject(new Error(`dev ended with ${this.child.exitCode}`));
      };
      this.heard();
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exited;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
