import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { startMailSink } from './start-mail-sink.ts';

async function start(dataDir: string) {
  const sink = await startMailSink({ dataDir });
  onTestFinished(() => sink.stop());
  return sink;
}

const from = 'box-office@example.test';

describe('mail sink', () => {
  test('lists mails newest first, blind copies among the recipients, as soon as the sender has its answer', async () => {
    const sink = await start(await temporaryDirectory());
    const transport = createTransport(sink.url);
    await transport.sendMail({ from, to: 'a@example.test', subject: 'First', text: 'one' });
    await transport.sendMail({
      from,
      to: 'b@example.test',
      bcc: 'c@example.test',
      subject: 'Zweite für Dich',
      text: 'two',
    });
    expect(await sink.list()).toMatchObject([
      { subject: 'Zweite für Dich', from, to: ['b@example.test', 'c@example.test'] },
      { subject: 'First', from, to: ['a@example.test'] },
    ]);
  });

  test('reads a mail with its text, HTML and attachments', async () => {
    const sink = await start(await temporaryDirectory());
    await createTransport(sink.url).sendMail({
      from,
      to: 'a@example.test',
      subject: 'Your tickets',
      text: '.\r\n..\r\nplain',
      html: '<p>Grüße</p>',
      attachments: [{ filename: 'ticket.pdf', content: Buffer.from([0, 255, 13, 10, 46]) }],
    });
    const [summary] = await sink.list();
    const mail = await sink.read(summary!.id);
    expect(mail?.text).toContain('plain');
    expect(mail?.html).toContain('<p>Grüße</p>');
    expect(mail?.attachments[0]?.content).toEqual(Buffer.from([0, 255, 13, 10, 46]));
    expect((await sink.raw(summary!.id))?.length).toBe(summary!.size);
  });

  test('keeps mails and the port over a restart', async () => {
    const dataDir = await temporaryDirectory();
    const first = await start(dataDir);
    await createTransport(first.url).sendMail({ from, to: 'a@example.test', subject: 'Kept', text: '' });
    await first.stop();
    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await second.list()).toMatchObject([{ subject: 'Kept' }]);
  });

  test.each(['../owner.json', '..', '', 'unknown', '000000000000000-000000-00000000', '/etc/passwd'])(
    'knows no mail %j',
    async id => {
      const sink = await start(await temporaryDirectory());
      expect(await sink.raw(id)).toBeUndefined();
      expect(await sink.read(id)).toBeUndefined();
    },
  );

  test('refuses a mail over 25 MB and stays up', async () => {
    const sink = await start(await temporaryDirectory());
    const transport = createTransport(sink.url);
    const huge = { from, to: 'a@example.test', subject: 'Huge', text: 'x'.repeat(26 * 1024 * 1024) };
    await expect(transport.sendMail(huge)).rejects.toMatchObject({ responseCode: 552 });
    await transport.sendMail({ from, to: 'a@example.test', subject: 'Small', text: '' });
    expect(await sink.list()).toHaveLength(1);
  });

  test('survives a client that hangs up in the middle of a mail', async () => {
    const sink = await start(await temporaryDirectory());
    const { connect } = await import('node:net');
    const socket = connect(Number(new URL(sink.url).port), '127.0.0.1');
    await new Promise(resolve => socket.once('data', resolve));
    socket.write('HELO x\r\nMAIL FROM:<a@example.test>\r\nRCPT TO:<b@example.test>\r\nDATA\r\nhalf a ma');
    await new Promise(resolve => socket.once('data', resolve));
    socket.destroy();
    await createTransport(sink.url).sendMail({ from, to: 'a@example.test', subject: 'Whole', text: '' });
    expect(await sink.list()).toMatchObject([{ subject: 'Whole' }]);
  });
});
