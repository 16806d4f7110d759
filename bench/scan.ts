/**
 * Check-ins per second at the events subgraph, by 1 and by 16 doors at once, and verifications of signed QR codes per
 * second by one scanner without a network; beside a conditional update of one row and an insertion per commit, on the
 * same server in the same rounds. `npm run bench:scan`.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { newId } from '@ticketbase/kernel';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { CELL_HEADS, type Contender, cells, inTurns, roundOf } from './measure/turns.ts';
import { type EventsService, type OnSale, startEventsService } from './on-sale/events-service.ts';
import { startHotRow } from './on-sale/hot-row.ts';

const ROUNDS = 5;
const SECONDS = 2;
const DOORS = [1, 16];
/** Tickets ready before a round: more than it can use. */
const READY = 6_000;
const PER_ORDER = 10;
const VERIFIED_AT_ONCE = 100;

/** The form of signed payloads, as docs/selling.md has it. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SIGNED_BYTES = 55;

const CHECK_IN = 'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { id } }';

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const hotRow = await startHotRow(services.env.POSTGRES_URL!, folder);
  const events = await startEventsService(services.env);
  stops.add(() => events.stop());
  const contenders = [
    hotRow.contender(SECONDS),
    ...DOORS.map(doors => checkIns(events, doors)),
    await verifications(events),
  ];
  const results = await inTurns(contenders, ROUNDS);
  const base = results[0]!.perSecond;
  console.log(machine());
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s each; ratio to the hot row, which is by ${hotRow.by}`);
  console.log(
    table(
      ['what', ...CELL_HEADS],
      results.map((result, index) => [contenders[index]!.name, ...cells(result, base)]),
    ),
  );
} finally {
  await stops.run();
}

function checkIns(events: EventsService, doors: number): Contender {
  return {
    name: doors === 1 ? 'check-ins, 1 door' : `check-ins, ${doors} doors`,
    async run() {
      const codes = await sellMany(events, await events.publish(READY));
      const scan = () => events.ask(events.owner, CHECK_IN, { code: codes.pop(), key: newId() });
      return roundOf(scan, { seconds: SECONDS, concurrency: doors });
    },
  };
}

async function sellMany(events: EventsService, sale: OnSale): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < READY) {
    const orders = await Promise.all(Array.from({ length: 8 }, () => events.sell(sale, PER_ORDER)));
    codes.push(...orders.flat());
  }
  return codes;
}

/** As a scanner does that knows the organization's public keys and nothing else. */
async function verifications(events: EventsService): Promise<Contender> {
  const sale = await events.publish(PER_ORDER);
  await events.sell(sale, PER_ORDER);
  const { ticketSigningKeys, tickets } = await events.ask<Signed>(
    events.owner,
    'query ($id: ID!) { ticketSigningKeys { id publicKey } tickets(filter: { eventId: $id }) { edges { node { qr { payload } } } } }',
    { id: sale.eventId },
  );
  const keys = new Map(
    ticketSigningKeys.map(({ id, publicKey }) => [
      id,
      createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } }),
    ]),
  );
  const payloads = tickets.edges.map(({ node }) => node.qr.payload);
  return {
    name: 'verifications without a network, 1 scanner',
    async run() {
      const { perSecond } = await roundOf(
        async () => {
          for (let index = 0; index < VERIFIED_AT_ONCE; index += 1) {
            if (!isGenuine(payloads[index % payloads.length]!, keys)) throw new Error('A genuine ticket was refused.');
          }
        },
        { seconds: SECONDS, concurrency: 1 },
      );
      return { perSecond: perSecond * VERIFIED_AT_ONCE, p50: Number.NaN, p99: Number.NaN };
    },
  };
}

interface Signed {
  readonly ticketSigningKeys: ReadonlyArray<{ readonly id: string; readonly publicKey: string }>;
  readonly tickets: {
    readonly edges: ReadonlyArray<{ readonly node: { readonly qr: { readonly payload: string } } }>;
  };
}

/** By the form that docs/selling.md describes, read by other code than that which writes it. */
function isGenuine(payload: string, keys: ReadonlyMap<string, KeyObject>): boolean {
  const text = payload.slice(payload.indexOf('.') + 1);
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let [bits, pending, at] = [0, 0, 0];
  for (const symbol of text) {
    pending = ((pending << 5) | ALPHABET.indexOf(symbol)) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (pending >> bits) & 255;
    at += 1;
  }
  const key = keys.get(bytes.toString('hex', 1, 5));
  return key !== undefined && verify(null, bytes.subarray(0, SIGNED_BYTES), key, bytes.subarray(SIGNED_BYTES));
}
