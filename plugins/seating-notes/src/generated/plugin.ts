// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.

export type Configuration = {
  /** What stands above a note in the shop; "Seating" if it is not set. */
  heading?: string;
};

/** The note. */
export type SaveNoteParams = {
  /** The event. */
  eventId: string;
  /** What buyers read, in plain text. */
  note: string;
};

/** What is kept. */
export type SaveNoteResult = {
  /** The note, without space around it. */
  note: string;
};

/** The event. */
export type ReadNoteParams = {
  /** The event. */
  eventId: string;
};

/** The note. */
export type ReadNoteResult = {
  /** The note; empty if there is none. */
  note: string;
};

/** What ui/event-detail.graphql selects, for `useInput`. */
export type EditNoteInput = {
  event: {
    id: string;
  } | null;
};

/** What ui/ticket-selection.graphql selects, for `useInput`. */
export type ShownNoteInput = {
  event: {
    id: string;
  } | null;
};

/** The types behind plugin.json, for `defineActions` and `defineHooks`. */
export interface Plugin {
  configuration: Configuration;
  actions: {
    'save-note': { input: SaveNoteParams; output: SaveNoteResult };
    'read-note': { input: ReadNoteParams; output: ReadNoteResult };
  };
}
