import type { Client } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { type DoorData, withEntries, withRevocations } from './door-data.ts';

const SetupQuery = graphql(`
  query DoorSetup($eventId: ID!) {
    ticketSigningKeys { id publicKey status }
    checkInLists(eventId: $eventId) { id ticketTypes { id } event { id ticketTypes { id name } } }
  }
`);

const DoorListQuery = graphql(`
  query DoorList($listId: ID!, $after: String) {
    doorList(listId: $listId, after: $after) {
      endCursor hasMore
      entries { ticketId serial codeHash ticketTypeId admits name checkedInAt }
    }
  }
`);

const RevocationsQuery = graphql(`
  query DoorRevocations($eventId: ID!, $since: Int!) {
    ticketRevocations(eventId: $eventId, since: $since) {
      latest hasMore eventCancelled
      revocations {
        number ticketId serial
        entry { ticketId serial codeHash ticketTypeId admits name checkedInAt }
      }
    }
  }
`);

const fresh = { requestPolicy: 'network-only' } as const;

/** So often the whole list is read, to learn which tickets were used elsewhere. */
const ANEW_MS = 600_000;

/** Bounds a list that would go round in circles: a million tickets. */
const MOST_PARTS = 1_000;

/**
 * Brings what a device knows up to date, or begins anew: the keys, what was sold since, what became void since.
 * Rejects with the CombinedError of what could not be asked.
 */
export async function fetchDoorData(
  client: Client,
  { eventId, listId }: { readonly eventId: string; readonly listId: string },
  known: DoorData | undefined,
): Promise<DoorData> {
  const setup = await client.query(SetupQuery, { eventId }, fresh).toPromise();
  if (!setup.data) throw setup.error;
  const list = setup.data.checkInLists.find(({ id }) => id === listId);
  const now = new Date().toISOString();
  const isOld = !known || Date.now() - Date.parse(known.readAt) > ANEW_MS;
  let data: DoorData = {
    ...{ listId, eventId, voidSerials: {}, eventCancelled: false, revocations: 0 },
    ...known,
    ...(isOld
      ? { entries: {}, cursor: null, readAt: now }
      : { readAt: known.readAt, entries: known.entries, cursor: known.cursor }),
    ticketTypeIds: list?.ticketTypes?.map(({ id }) => id) ?? null,
    typeNames: Object.fromEntries(list?.event.ticketTypes.map(({ id, name }) => [id, name]) ?? []),
    keys: Object.fromEntries(
      setup.data.ticketSigningKeys.flatMap(({ id, publicKey, status }) =>
        status === 'REVOKED' ? [] : [[id, publicKey]],
      ),
    ),
    fetchedAt: now,
  };
  for (let part = 0, more = true; more && part < MOST_PARTS; part += 1) {
    const page = await client.query(DoorListQuery, { listId, after: data.cursor }, fresh).toPromise();
    if (!page.data) throw page.error;
    data = withEntries(data, page.data.doorList.entries, page.data.doorList.endCursor);
    more = page.data.doorList.hasMore;
  }
  // From the first: old QR codes of tickets that were passed on are signed, and only the revocations tell them apart.
  for (let part = 0, more = true; more && part < MOST_PARTS; part += 1) {
    const page = await client.query(RevocationsQuery, { eventId, since: data.revocations }, fresh).toPromise();
    if (!page.data) throw page.error;
    const { revocations, latest, hasMore, eventCancelled } = page.data.ticketRevocations;
    data = { ...withRevocations(data, revocations, latest), eventCancelled };
    more = hasMore;
  }
  return data;
}
