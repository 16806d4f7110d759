import { newId } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { happened, type SubgraphUnderTest, startSubgraph, until } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.start();
});
afterAll(() => under.close());

const entry = (email: string) => ({
  ...{ entryId: newId(), eventId: newId(), title: 'Pier', slug: 'pier' },
  ...{ ticketTypeId: newId(), ticketTypeName: 'Standing', name: 'Ada', email },
});
const mailTo = (address: string) =>
  until(async () => {
    const [mail] = (await under.sink.list()).filter(({ to }) => to.includes(address));
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);

test('whoever joins a waitlist, once or again, gets the link to their place', async () => {
  for (const name of ['waitlist.joined', 'waitlist.joined_again'] as const) {
    const email = `${name}@waitlist.example`;
    const payload = {
      ...entry(email),
      waitlistToken: 'the-secret',
      ...(name === 'waitlist.joined' ? { quantity: 2 } : {}),
    };
    await under.subgraph.deliver(happened(name, organizationId, payload as never));
    const mail = await mailTo(email);
    expect(mail.subject).toBe('You are on the waitlist for Pier');
    expect(mail.text).toContain('/shop/waitlist/the-secret');
    expect(JSON.stringify(mail), 'no word of whoever gave the address').not.toContain('Ada');
    expect(mail.text).toContain('Standing');
  }
});

test('whoever had mails enough gets none, and the next message none the less', async () => {
  const email = 'enough@waitlist.example';
  const joined = { ...entry(email), quantity: 1, told: false };
  await under.subgraph.deliver(happened('waitlist.joined', organizationId, joined));
  await under.subgraph.deliver(happened('waitlist.offer_lapsed', organizationId, entry(email)));
  expect((await mailTo(email)).subject).toBe('Your offer for Pier is over');
  expect((await under.sink.list()).filter(({ to }) => to.includes(email))).toHaveLength(1);
});

test('an offer says how many, until when where the event is, and where to take them; told twice it is mailed once', async () => {
  const email = 'offered@waitlist.example';
  const offered = happened('waitlist.offered', organizationId, {
    ...{ ...entry(email), quantity: 3, offered: 2, waitlistToken: 'the-offer' },
    ...{ offerExpiresAt: '2027-05-01T18:00:00.000Z', timeZone: 'Europe/Berlin' },
  });
  await under.subgraph.deliver(offered);
  await under.subgraph.deliver(offered);
  const mail = await mailTo(email);
  expect(mail.subject).toBe('Tickets for Pier are free: yours until 2027-05-01 20:00 (Europe/Berlin)');
  expect(mail.text).toContain('2 × Standing');
  expect(mail.text).toContain('/shop/waitlist/the-offer');
  await under.subgraph.deliver(happened('waitlist.offer_lapsed', organizationId, entry(email)));
  await until(async () => {
    const mails = (await under.sink.list()).filter(({ to }) => to.includes(email));
    return mails.length === 2 && mails.some(({ subject }) => subject === 'Your offer for Pier is over');
  }, 'the end of the offer');
});

test('who waited for a cancelled event is told why, and who waited for one that is over is left in peace', async () => {
  const [told, spared] = ['told@waitlist.example', 'spared@waitlist.example'];
  const closed = (email: string, cause: 'CANCELLED' | 'OVER', reason: string | null) =>
    under.subgraph.deliver(happened('waitlist.closed', organizationId, { ...entry(email), cause, reason }));
  await closed(spared, 'OVER', null);
  await closed(told, 'CANCELLED', 'A storm');
  const mail = await mailTo(told);
  expect(mail.text).toContain('A storm');
  expect((await under.sink.list()).filter(({ to }) => to.includes(spared))).toEqual([]);
});
