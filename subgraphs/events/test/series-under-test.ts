import type { Viewer } from '@ticketbase/kernel';
import { createEvent, type EventsUnderTest, startEvents } from './events-under-test.ts';

export interface Dated {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly status: string;
  readonly version: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly salesEndAt: string | null;
  readonly seriesChanged: string[];
}
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly rule: string | null;
  readonly events: { readonly edges: ReadonlyArray<{ readonly node: Dated }> };
}
export interface Change {
  readonly series: { readonly title: string };
  readonly changed: Dated[];
  readonly kept: ReadonlyArray<{ event: { id: string }; reason: string; fields: string[]; code: string | null }>;
}

export const DATE = 'id slug title status version startsAt endsAt salesEndAt seriesChanged';
export const SERIES = `id title rule events(first: 100) { edges { node { ${DATE} } } }`;
export const CREATE = `mutation($input: CreateEventSeriesInput!) { createEventSeries(input: $input) { ${SERIES} } }`;
export const ADD = `mutation($id: ID!, $input: AddEventSeriesDatesInput!) { addEventSeriesDates(id: $id, input: $input) { ${SERIES} } }`;
export const UPDATE = `mutation($eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean) {
  updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {
    series { title } changed { ${DATE} } kept { event { id } reason fields code } } }`;
export const PUBLISH = `mutation($id: ID!) { publishEventSeries(id: $id) { changed { ${DATE} } kept { event { id } reason fields code } } }`;
export const CANCEL = `mutation($eventId: ID!) { cancelEventSeries(eventId: $eventId, reason: "Storm") { changed { ${DATE} } } }`;

/** Fridays at 20:00 in Berlin, of which the second and third lie on either side of the change to summer time. */
export const weekly = {
  ...{ title: 'Friday Play', startsAt: '2027-03-19T19:00:00Z', endsAt: '2027-03-19T21:30:00Z' },
  salesEndAt: '2027-03-19T17:00:00Z',
};
export const RULE = 'FREQ=WEEKLY;BYDAY=FR;COUNT=4';
export const datesOf = (series: Series) => series.events.edges.map(({ node }) => node);
export const starts = (series: Series) => datesOf(series).map(date => date.startsAt);

export interface SeriesUnderTest {
  readonly events: EventsUnderTest;
  readonly makeSeries: (more?: Record<string, unknown>, rule?: string, viewer?: Viewer) => Promise<Series>;
  readonly read: (id: string, viewer?: Viewer) => Promise<Series>;
  readonly update: (variables: object) => Promise<Change>;
}

/** Events whose organization is `harbour`, and what `owner` does with series. */
export async function startSeries(owner: Viewer & { readonly organizationId: string }): Promise<SeriesUnderTest> {
  const events = await startEvents({ organizations: { harbour: owner.organizationId } });
  return {
    events,
    async makeSeries(more = {}, rule = RULE, viewer = owner) {
      const first = await createEvent(events, viewer, { ...weekly, ...more });
      const { createEventSeries } = await events.data<{ createEventSeries: Series }>(viewer, CREATE, {
        input: { eventId: first.id, rule },
      });
      return createEventSeries;
    },
    read: async (id, viewer = owner) =>
      (await events.data<{ eventSeries: Series }>(viewer, `{ eventSeries(id: "${id}") { ${SERIES} } }`)).eventSeries,
    update: async variables =>
      (await events.data<{ updateEventSeries: Change }>(owner, UPDATE, { ...variables })).updateEventSeries,
  };
}
