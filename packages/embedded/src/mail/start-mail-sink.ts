import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { claimDataDir } from '../data-dir-claim.ts';
import { listenOn } from '../listen.ts';
import { type Log, silent } from '../log.ts';
import { onPort } from '../port.ts';
import { MailStore, type MailSummary } from './mail-store.ts';

export interface MailSinkOptions {
  /** Keeps the mails; made if missing. */
  dataDir: string;
  /** 0 or undefined: the port of the last start if it is free, else any free one. */
  port?: number;
  log?: Log;
}

export interface RunningMailSink {
  /** Such as `smtp://127.0.0.1:2525`. */
  url: string;
  /** All mails, newest first. */
  list(): Promise<MailSummary[]>;
  /** A mail taken apart; undefined for an id there is not. */
  read(id: string): Promise<ParsedMail | undefined>;
  /** A mail as it came; undefined for an id there is not. */
  raw(id: string): Promise<Buffer | undefined>;
  stop(): Promise<void>;
}

// As much as common mail providers take.
const MAX_BYTES = 25 * 1024 * 1024;

/**
 * Runs an SMTP server that delivers nothing: it keeps every mail as a file. In this process, on loopback.
 * @throws EmbeddedError
 */
export async function startMailSink(options: MailSinkOptions): Promise<RunningMailSink> {
  const { log = silent } = options;
  const dataDir = resolve(options.dataDir);
  const claim = await claimDataDir(dataDir);
  try {
    const store = await MailStore.open(join(dataDir, 'mails'));
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      size: MAX_BYTES,
      logger: false,
      closeTimeout: 2_000,
      onData: (stream, session, done) => {
        keep(store, stream, session).then(() => done(), done);
      },
    });
    const { port } = await onPort({ wanted: options.port, dataDir, service: 'Mail sink' }, port =>
      listenOn(smtp.server, port, 'Mail sink'),
    );
    // A client that hangs up must not end this process.
    smtp.on('error', error => log(`Mail sink: ${error.message}`));
    log(`Mail sink: ready on 127.0.0.1:${port}`);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await new Promise<void>(closed => smtp.close(closed));
      await claim.release();
    };
    return {
      url: `smtp://127.0.0.1:${port}`,
      list: () => store.list(),
      read: id => store.read(id),
      raw: id => store.raw(id),
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function keep(store: MailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const raw = await buffer(stream);
  if (stream.sizeExceeded)
    throw Object.assign(new Error('Message exceeds the fixed maximum size'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  await store.add(raw, { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });
}
