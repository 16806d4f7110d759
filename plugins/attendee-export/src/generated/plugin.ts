// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.

export type Configuration = {
  /** Where the bucket is. */
  region: 'eu-central-1' | 'eu-west-1' | 'eu-west-2' | 'eu-north-1' | 'us-east-1' | 'us-west-2';
  /** Bucket */
  bucket: string;
  /** Where in the bucket the lists are; "attendees" if it is not set. */
  folder?: string;
  /** Access key */
  accessKeyId: string;
};

/** Nothing. */
export type ExportAttendeesParams = Record<string, never>;

/** What was written. */
export type ExportAttendeesResult = {
  /** Events whose list was written. */
  events: number;
  /** Lines in these lists. */
  attendees: number;
  /** False if there are more events, for the next run. */
  complete: boolean;
};

/** Nothing. */
export type LastExportParams = Record<string, never>;

/** The last run; without a time before the first. */
export type LastExportResult = {
  /** When it ended: RFC 3339, UTC. */
  at?: string;
  /** Events whose list was written. */
  events?: number;
  /** Lines in these lists. */
  attendees?: number;
  /** False if there are more events, for the next run. */
  complete?: boolean;
};

/** What ui/dashboard.graphql selects, for `useInput`. */
export type LastExportInput = {
  organization: {
    upcomingEvents: Array<{
      id: string;
      title: string;
      startsAt: string;
      timeZone: string;
      ticketsSold: number;
    }>;
  } | null;
};

/** The types behind plugin.json, for `defineActions` and `defineHooks`. */
export interface Plugin {
  configuration: Configuration;
  actions: {
    'export-attendees': { input: ExportAttendeesParams; output: ExportAttendeesResult };
    'last-export': { input: LastExportParams; output: LastExportResult };
  };
  /** What `ctx.secret` takes. */
  secrets: 'secretAccessKey';
}
