import { isIP } from 'node:net';
import { NotFoundError } from '@ticketbase/kernel';
import { Router } from 'express';

/** A received mail in a list. */
export interface MailSummary {
  readonly id: string;
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
}

/** The mails that the sink has kept; development only. */
export interface Mailbox {
  list(): Promise<readonly MailSummary[]>;
  read(id: string): Promise<{ readonly text?: string; readonly html?: string | false } | undefined>;
  raw(id: string): Promise<Uint8Array | undefined>;
}

/**
 * `/dev/mail`: what was sent, as a list, one by one, and as JSON. The mails hold links that set passwords, and nobody
 * signs in to read them; so it answers only where the browser was sent by this server's own name or by an address. Any
 * other name may be that of a page elsewhere which had its DNS point here to read along.
 */
export function devMailRoute(mailbox: Mailbox, publicUrl: string): Router {
  const names = ['localhost', new URL(publicUrl).hostname];
  const router = Router();
  router.use((request, _response, next) => {
    const name = request.hostname.replace(/^\[(.*)\]$/, '$1');
    next(isIP(name) || names.includes(name) ? undefined : new NotFoundError('What you asked for'));
  });
  router.get('/mail.json', async (_request, response) => void response.json(await mailbox.list()));
  router.get('/mail/:id.json', async (request, response) => {
    const [summary, mail] = await find(mailbox, request.params.id);
    response.json({ ...summary, text: mail.text ?? null, html: mail.html || null });
  });
  router.get('/mail/:id.eml', async (request, response) => {
    const raw = await mailbox.raw(request.params.id);
    if (!raw) throw new NotFoundError('The mail');
    response.type('message/rfc822').attachment(`${request.params.id}.eml`).send(Buffer.from(raw));
  });
  router.get('/mail', async (_request, response) => void response.type('html').send(listPage(await mailbox.list())));
  router.get('/mail/:id', async (request, response) => {
    response.type('html').send(mailPage(...(await find(mailbox, request.params.id))));
  });
  return router;
}

type Mail = NonNullable<Awaited<ReturnType<Mailbox['read']>>>;

async function find(mailbox: Mailbox, id: string): Promise<[MailSummary, Mail]> {
  const summary = (await mailbox.list()).find(entry => entry.id === id);
  const mail = summary && (await mailbox.read(id));
  if (!summary || !mail) throw new NotFoundError('The mail');
  return [summary, mail];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => ENTITIES[character]!);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ddd}
iframe{width:100%;height:30rem;border:1px solid #ddd}pre{white-space:pre-wrap;background:#f6f6f6;padding:1rem}`;

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;

function listPage(mails: readonly MailSummary[]): string {
  const rows = mails.map(
    ({ id, receivedAt, to, subject }) =>
      `<tr><td><a href="/dev/mail/${encodeURIComponent(id)}">${escapeHtml(subject || '(no subject)')}</a></td>` +
      `<td>${escapeHtml(to.join(', '))}</td><td>${escapeHtml(receivedAt.toISOString())}</td></tr>`,
  );
  const table = `<table><thead><tr><th>Subject</th><th>To</th><th>Received</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page('Mail', `<h1>Mail</h1>${rows.length > 0 ? table : '<p>No mail was sent yet.</p>'}`);
}

function mailPage({ id, from, to, subject }: MailSummary, { text, html }: Mail): string {
  const key = encodeURIComponent(id);
  // An empty sandbox: the mail's own scripts, forms and links to the top do nothing.
  const frame = html ? `<h2>HTML</h2><iframe sandbox title="HTML" srcdoc="${escapeHtml(html)}"></iframe>` : '';
  const plain = text ? `<h2>Text</h2><pre>${escapeHtml(text)}</pre>` : '';
  const links = `<a href="/dev/mail">All mail</a> · <a href="/dev/mail/${key}.eml">Source</a> · <a href="/dev/mail/${key}.json">JSON</a>`;
  return page(
    subject,
    `<p>${links}</p><h1>${escapeHtml(subject)}</h1><p>From ${escapeHtml(from)} to ${escapeHtml(to.join(', '))}</p>${frame}${plain}`,
  );
}
