import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventsUnderTest, HOLD, holdInput, payments, publishedEvent, startEvents } from './events-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

const crewEvent = () =>
  publishedEvent(events, owner, {
    ticketTypes: [
      { name: 'Standing', price: 2500, quantity: 20 },
      { name: 'Crew', price: 0, quantity: 5, hidden: true, accessCode: 'Crew-2030' },
      { name: 'Press', price: 0, quantity: 5, hidden: true, accessCode: 'PRESS' },
      { name: 'Nobody', price: 0, quantity: 5, hidden: true },
    ],
  });

const LIST = 'query($id: ID!, $code: String) { event(id: $id) { ticketTypes(accessCode: $code) { name accessCode } } }';
const list = (id: string, code: string | null, ip = '192.0.2.1') =>
  events.subgraph.execute({ viewer: guest, query: LIST, variables: { id, code }, requestId: newId(), client: { ip } });
const names = async (id: string, code: string | null, ip?: string) => {
  const { data, errors } = await list(id, code, ip);
  if (errors) return errors[0]!.extensions!.code;
  return (data as { event: { ticketTypes: { name: string }[] } }).event.ticketTypes.map(type => type.name);
};

test('who makes events or helps buyers reads the codes; scanners and analysts do not', async () => {
  const { id } = await crewEvent();
  const codes = async (role: 'OWNER' | 'SUPPORT' | 'SCANNER' | 'ANALYST') => {
    const viewer = testViewer({ role, organizationId: owner.organizationId });
    const { event } = await events.data<{ event: { ticketTypes: { accessCode: string | null }[] } }>(
      viewer,
      `{ event(id: "${id}") { ticketTypes { accessCode } } }`,
    );
    return event.ticketTypes.map(({ accessCode }) => accessCode);
  };
  expect(await codes('OWNER')).toEqual([null, 'Crew-2030', 'PRESS', null]);
  expect(await codes('SUPPORT')).toEqual([null, 'Crew-2030', 'PRESS', null]);
  expect(await codes('SCANNER')).toEqual([null, null, null, null]);
  expect(await codes('ANALYST')).toEqual([null, null, null, null]);
});

test('a code lists what it opens, and nothing else that is hidden', async () => {
  const { id } = await crewEvent();
  expect(await names(id, null)).toEqual(['Standing']);
  expect(await names(id, ' crew-2030 ')).toEqual(['Standing', 'Crew']);
  expect(await names(id, 'crew')).toEqual(['Standing']);
  expect(await names(id, ' ')).toEqual(['Standing']);
});

test('those who have the code are not told the code', async () => {
  const { id } = await crewEvent();
  const { data } = await list(id, 'PRESS');
  expect(data).toEqual({
    event: {
      ticketTypes: [
        { name: 'Standing', accessCode: null },
        { name: 'Press', accessCode: null },
      ],
    },
  });
});

test('what a code opens is bought with the code, and not without', async () => {
  const event = await crewEvent();
  const items = [{ ticketTypeId: event.ticketTypes.find(type => type.name === 'Crew')!.id, quantity: 1 }];
  for (const accessCode of [null, 'PRESS', '']) {
    const input = holdInput(event, 1, { items, accessCode });
    expect(await events.refusal(payments(), HOLD, { input })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.items.0.ticketTypeId' }] },
    });
  }
  await events.data(payments(), HOLD, { input: holdInput(event, 1, { items, accessCode: 'crew-2030' }) });
});

test('a hold says of what is hidden that it is, so that its holder knows whether the code opened anything', async () => {
  const event = await crewEvent();
  const [standing, crew] = event.ticketTypes.map(type => ({ ticketTypeId: type.id, quantity: 1 }));
  const query = 'mutation($input: HoldTicketsInput!) { holdTickets(input: $input) { lines { name hidden } } }';
  const input = holdInput(event, 1, { items: [standing, crew], accessCode: 'crew-2030' });
  const lines = [
    { name: 'Standing', hidden: false },
    { name: 'Crew', hidden: true },
  ];
  expect(await events.data(payments(), query, { input })).toEqual({ holdTickets: { lines } });
  const fewer = { ...input, items: [standing] };
  expect(await events.data(payments(), query, { input: fewer })).toEqual({ holdTickets: { lines: lines.slice(0, 1) } });
  expect(await events.data(payments(), query, { input }), 'changed').toEqual({ holdTickets: { lines } });
});

test('of sixty guesses at once from one network twenty are judged, and then not even the right one is', async () => {
  const { id } = await crewEvent();
  const guesses = Array.from({ length: 60 }, (_, index) => names(id, `guess ${index}`, `2001:db8:1:1::${index}`));
  const answers = (await Promise.all(guesses)).flat();
  expect(answers.filter(answer => answer === 'Standing')).toHaveLength(20);
  expect(answers.filter(answer => answer === 'TOO_MANY_ACCESS_CODES')).toHaveLength(40);
  expect(await names(id, 'PRESS', '2001:db8:1:1::99')).toBe('TOO_MANY_ACCESS_CODES');
  expect(await names(id, null, '2001:db8:1:1::99')).toEqual(['Standing']);
  expect(await names(id, 'PRESS', '2001:db8:1:2::1')).toEqual(['Standing', 'Press']);
});

test('who knows a hidden type does not find its code by buying, and buyers with the code are not counted', async () => {
  const event = await crewEvent();
  const items = [{ ticketTypeId: event.ticketTypes.find(type => type.name === 'Crew')!.id, quantity: 1 }];
  const buy = async (accessCode: string, client: string) => {
    const input = holdInput(event, 1, { items, accessCode, client });
    const { errors } = await events.ask(payments(), HOLD, { input });
    return errors?.[0]?.extensions?.code ?? 'ok';
  };
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, index) => buy(`guess ${index}`, 'guesser')));
  expect(guesses.filter(code => code === 'BAD_USER_INPUT')).toHaveLength(20);
  expect(await buy('Crew-2030', 'guesser')).toBe('TOO_MANY_ACCESS_CODES');
  for (let index = 0; index < 25; index += 1) {
    expect(await buy('Crew-2030', 'crew')).toBe(index < 5 ? 'ok' : 'INSUFFICIENT_TICKETS');
  }
});

test('a crowd behind one address that has the right code is not counted', async () => {
  const { id } = await crewEvent();
  for (let index = 0; index < 30; index += 1) {
    expect(await names(id, 'PRESS', '198.51.100.7')).toEqual(['Standing', 'Press']);
  }
});

test('what is kept of who guessed is no address, and is forgotten after the hour', async () => {
  const { id } = await crewEvent();
  await names(id, 'guess', '203.0.113.9');
  const kept = () => events.rows<{ client: string }>('select client from access_code_attempt');
  expect(JSON.stringify(await kept())).not.toContain('203.0.113');
  await events.rows(`update access_code_attempt set since = now() - interval '61 minutes'`);
  await events.sweeper().sweep();
  expect(await kept()).toEqual([]);
});
