import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SubgraphUnderTest, startSubgraph, until } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
const viewer = testViewer({ organizationId });

beforeAll(async () => {
  under = await startSubgraph();
  under.members.set(organizationId, ['me@example.org', 'key@example.org']);
  await under.subgraph.start();
});
afterAll(() => under.close());

const LIST =
  '{ notificationTemplates { id name locale subject html text customized category placeholders { name kind required } updatedAt } }';
const UPDATE = `mutation ($input: NotificationTemplateInput!) { updateNotificationTemplate(input: $input) { id subject customized } }`;
const input = {
  template: 'user-registered',
  subject: 'Ahoy {{recipientName}}',
  html: '<p>Ahoy</p><a href="{{adminUrl}}">In</a>',
  text: 'Ahoy {{adminUrl}}',
};

async function template(id: string) {
  const { data, errors } = await under.execute(viewer, LIST);
  expect(errors).toBeUndefined();
  const { notificationTemplates } = data as {
    notificationTemplates: { id: string; subject: string; customized: boolean }[];
  };
  return notificationTemplates.find(each => each.id === id);
}

const mailTo = (address: string) =>
  until(async () => {
    const [mail] = (await under.sink.list()).filter(({ to }) => to.includes(address));
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);

test('an organization writes its own words, sees them in a test, and goes back', async () => {
  expect(await template('user-registered:en')).toMatchObject({
    customized: false,
    subject: 'Welcome, {{recipientName}}',
  });
  for (const subject of ['First', input.subject]) {
    const { data } = await under.execute(viewer, UPDATE, { input: { ...input, subject } });
    expect(data).toEqual({ updateNotificationTemplate: { id: 'user-registered:en', subject, customized: true } });
  }
  expect(await template('user-registered:de')).toMatchObject({ customized: false });
  const sent = await under.execute(
    viewer,
    'mutation { sendTestNotification(template: "user-registered", to: "me@example.org") { channel test error } }',
  );
  expect(sent.data).toEqual({ sendTestNotification: { channel: 'EMAIL', test: true, error: null } });
  const mail = await mailTo('me@example.org');
  expect(mail.subject).toBe('[Test] Ahoy Ada');
  expect(mail.from?.text).toBe('"Harbour Concerts via TicketBase" <tickets@ticketbase.example>');
  expect(mail.html).toContain('<a href="https://tickets.example/admin">In</a>');

  const reset = 'mutation { resetNotificationTemplate(template: "user-registered") { subject customized } }';
  expect((await under.execute(viewer, reset)).data).toEqual({
    resetNotificationTemplate: { subject: 'Welcome, {{recipientName}}', customized: false },
  });
  const recorded = await until(async () => under.recorded.length >= 3 && under.recorded, 'an event for each change');
  expect(recorded.map(({ name, payload }) => [name, payload])).toEqual(
    Array.from({ length: 3 }, () => ['notification.template_updated', { template: 'user-registered' }]),
  );
});

test('everything that is wrong with a template is said at once, and nothing is stored', async () => {
  const { errors } = await under.execute(viewer, UPDATE, {
    input: { ...input, subject: 'a\nb', html: '<script>{{nope}}</script>', text: '' },
  });
  const { code, issues } = errors![0]!.extensions as { code: string; issues: { path: string }[] };
  expect(code).toBe('BAD_USER_INPUT');
  expect(new Set(issues.map(({ path }) => path))).toEqual(new Set(['input.subject', 'input.html', 'input.text']));
  expect(await template('user-registered:en')).toMatchObject({ customized: false });
});

test('an unknown template or language is refused', async () => {
  const unknown = await under.execute(viewer, UPDATE, { input: { ...input, template: 'no-such' } });
  expect(unknown.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  const language = await under.execute(viewer, UPDATE, { input: { ...input, locale: 'xx' } });
  expect(language.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'input.locale' }],
  });
});

const TEST = `mutation ($to: String!, $key: String) {
  sendTestNotification(template: "order-confirmed", to: $to, idempotencyKey: $key) { id status channel error attempts } }`;

test('a text message fails, and says that no provider is connected', async () => {
  const { data } = await under.execute(viewer, TEST, { to: '+49301234567' });
  expect(data).toMatchObject({
    sendTestNotification: { status: 'FAILED', channel: 'SMS', error: 'SMS_NOT_CONFIGURED', attempts: 0 },
  });
});

test('a test goes to nobody outside of the organization', async () => {
  const rival = newId();
  under.members.set(rival, ['stranger@example.org']);
  const { errors } = await under.execute(viewer, TEST, { to: 'stranger@example.org' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'TEST_RECIPIENT_NOT_MEMBER', issues: [{ path: 'to' }] });
  const list = '{ notifications(filter: { recipient: "stranger@example.org" }) { totalCount } }';
  expect((await under.execute(viewer, list)).data).toEqual({ notifications: { totalCount: 0 } });
  const other = await under.execute(testViewer({ organizationId: rival }), TEST, { to: 'Stranger@example.org' });
  expect(other.errors).toBeUndefined();
});

test('the same key sends one test', async () => {
  const variables = { to: 'key@example.org', key: newId() };
  const first = await under.execute(viewer, TEST, variables);
  const second = await under.execute(viewer, TEST, variables);
  expect(first.errors).toBeUndefined();
  expect((second.data as { sendTestNotification: { id: string } }).sendTestNotification.id).toBe(
    (first.data as { sendTestNotification: { id: string } }).sendTestNotification.id,
  );
});

for (const to of ['nobody', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '']) {
  test(`${JSON.stringify(to)} is no address to send a test to`, async () => {
    const { errors } = await under.execute(viewer, TEST, { to });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'to' }] });
  });
}
