import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

/** What the list of received mails shows of one. */
export interface MailSummary {
  id: string;
  receivedAt: Date;
  /** The envelope's sender and recipients, so blind copies are among them. */
  from: string;
  to: string[];
  subject: string;
  /** In bytes. */
  size: number;
}

export interface Envelope {
  from: string;
  to: string[];
}

const ID = /^[0-9]{15}-[0-9]{6}-[0-9a-f]{8}$/;

/** Mails as files: `<id>.eml` as it came, `<id>.json` its summary. An id sorts by the time of arrival. */
export class MailStore {
  readonly #directory: string;
  #sequence = 0;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(directory: string): Promise<MailStore> {
    await mkdir(directory, { recursive: true });
    return new MailStore(directory);
  }

  /** Keeps a mail; when this resolves, it is listed. */
  async add(raw: Buffer, envelope: Envelope): Promise<MailSummary> {
    const receivedAt = new Date();
    const { subject = '' } = await simpleParser(raw);
    const summary = { id: this.#nextId(receivedAt), receivedAt, ...envelope, subject, size: raw.length };
    await this.#write(`${summary.id}.eml`, raw);
    await this.#write(`${summary.id}.json`, JSON.stringify(summary));
    return summary;
  }

  /** All mails, newest first. */
  async list(): Promise<MailSummary[]> {
    const names = (await readdir(this.#directory)).filter(name => name.endsWith('.json'));
    const summaries = await Promise.all(names.map(name => readFile(join(this.#directory, name), 'utf8')));
    return summaries
      .map(text => JSON.parse(text) as MailSummary)
      .map(summary => ({ ...summary, receivedAt: new Date(summary.receivedAt) }))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** The mail as it came; undefined for an id there is not, whatever its form. */
  async raw(id: string): Promise<Buffer | undefined> {
    if (!ID.test(id)) return undefined;
    return readFile(join(this.#directory, `${id}.eml`)).catch(() => undefined);
  }

  /** The mail taken apart: text, HTML, attachments, headers. */
  async read(id: string): Promise<ParsedMail | undefined> {
    const raw = await this.raw(id);
    return raw && simpleParser(raw);
  }

  #nextId(receivedAt: Date): string {
    const sequence = String(this.#sequence++ % 1_000_000).padStart(6, '0');
    return `${String(receivedAt.getTime()).padStart(15, '0')}-${sequence}-${randomBytes(4).toString('hex')}`;
  }

  // Under another name first, so that a reader never sees half a file.
  async #write(name: string, content: Buffer | string): Promise<void> {
    const file = join(this.#directory, name);
    await writeFile(`${file}.part`, content, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
}
