import type { Server, ServerAnswer } from '../cli/server.ts';

/** One line of an installation's log. */
export interface PluginLogLine {
  id: string;
  at: string;
  level: string;
  message: string;
  fields: Record<string, unknown> | null;
  /** The action or event that was being handled. */
  source: string;
  requestId: string;
}

interface LogPage {
  edges: { node: PluginLogLine }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface Logs {
  installedPlugins: { plugin: { id: string }; logs: LogPage }[];
}

const QUERY = `query PluginLogs($after: String) {
  installedPlugins {
    plugin { id }
    logs(first: 100, after: $after) {
      edges { node { id at level message fields source requestId } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Pages that one reading may take; what a plugin wrote beyond them since the last reading is left out. */
const MOST_PAGES = 10;

/** Reads what a plugin wrote to its log in the organization of the server's token. */
export class LogReader {
  private readonly server: Server;
  private readonly pluginId: string;
  private seen: ReadonlySet<string> | undefined;

  constructor(server: Server, pluginId: string) {
    this.server = server;
    this.pluginId = pluginId;
  }

  /** The lines since the last call, oldest first; on the first call the latest 100. Null if it is not installed. */
  async read(): Promise<ServerAnswer<PluginLogLine[] | null>> {
    const lines: PluginLogLine[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer: ServerAnswer<Logs> = await this.server.ask<Logs>(QUERY, { after });
      if (!answer.ok) return answer;
      const logs: LogPage | undefined = answer.data.installedPlugins.find(
        ({ plugin }) => plugin.id === this.pluginId,
      )?.logs;
      if (!logs) return { ok: true, data: null };
      const nodes = logs.edges.map(({ node }) => node);
      lines.push(...nodes);
      const reached = !this.seen || nodes.some(({ id }) => this.seen!.has(id));
      if (reached || !logs.pageInfo.hasNextPage) break;
      after = logs.pageInfo.endCursor;
    }
    const fresh = lines.filter(({ id }) => !this.seen?.has(id));
    this.seen = new Set([...(this.seen ?? []), ...fresh.map(({ id }) => id)].slice(-MOST_PAGES * 100));
    return { ok: true, data: fresh.reverse() };
  }
}

/** A line as people read it; a stack stands below it. */
export function describeLine({ at, level, source, message, fields }: PluginLogLine): string {
  const { stack, ...others } = fields ?? {};
  const shown = typeof stack === 'string' ? others : (fields ?? {});
  const line = [at, level.padEnd(5), `${source}:`, message];
  if (Object.keys(shown).length > 0) line.push(JSON.stringify(shown));
  return typeof stack === 'string' ? [line.join(' '), ...stack.split('\n')].join('\n    ') : line.join(' ');
}
