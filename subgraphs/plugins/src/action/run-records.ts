import type { DomainEvent } from '@ticketbase/kernel';
import { type Database, Grouping, type PreparedStatement } from '@ticketbase/subgraph-kit';
import type { PluginLog } from '../log/plugin-log.entity.ts';

/** What is kept of a run: its log, and the news of it. */
export interface RunRecord {
  readonly lines: readonly PluginLog[];
  readonly news: DomainEvent;
}

/** Runs that one commit records at most. */
const MOST = 100;

const COLUMNS = 'id, organization_id, installation_id, level, message, fields, source, request_id, at';

const RECORD: PreparedStatement = {
  name: 'record-plugin-runs',
  text: `
    with logged as (
      insert into plugin_log (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::plugin_log, $1::jsonb)
    )
    insert into outbox (event_id, event) select (news ->> 'id')::uuid, news from jsonb_array_elements($2::jsonb) as news`,
};

/** Records finished runs: those that finish together by one statement, each with its log and the news of it, or not at all. */
export class RunRecords {
  private readonly database: Database;
  private readonly groups = new Grouping<RunRecord, undefined>((_, runs) => this.keepAll(runs), MOST);

  constructor(database: Database) {
    this.database = database;
  }

  async keep(run: RunRecord): Promise<void> {
    await this.groups.add('', run);
  }

  private async keepAll(runs: readonly RunRecord[]): Promise<ReadonlyArray<undefined | Error>> {
    try {
      await this.send(runs);
      return runs.map(() => undefined);
    } catch (error) {
      if (runs.length === 1) throw error;
      // One that cannot be kept, such as of an installation that has just been deleted, is no reason to lose the others.
      return Promise.all(runs.map(run => this.send([run]).then(() => undefined, toError)));
    }
  }

  private async send(runs: readonly RunRecord[]): Promise<void> {
    const lines = runs.flatMap(run => run.lines.map(toRow));
    const news = runs.map(run => run.news);
    await this.database.driver.query(RECORD, [JSON.stringify(lines), JSON.stringify(news)]);
  }
}

const toRow = ({ organizationId, installationId, requestId, ...line }: PluginLog) => ({
  ...line,
  ...{ organization_id: organizationId, installation_id: installationId, request_id: requestId },
});

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
