import { createTransport } from 'nodemailer';
import type { MailAddress } from '../config.ts';
import { oneLine } from '../template/render-template.ts';
import { DeliveryError } from './delivery-error.ts';

/** A file that comes with a mail. */
export interface Attachment {
  readonly fileName: string;
  /** Its MIME type. */
  readonly type: string;
  readonly content: Buffer;
}

/** A mail, ready to be sent. */
export interface Mail {
  /** Names it in its Message-ID: the same at every attempt, so that mail programs show a repetition once. */
  readonly id: string;
  readonly to: { readonly name: string | null; readonly address: string };
  /** On whose behalf it is sent. People read it with the server's own name behind; the address is the server's. */
  readonly fromName: string | null;
  readonly replyTo: string | null;
  /** Where to unsubscribe, in messages that one can unsubscribe from. */
  readonly unsubscribeUrl: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

const TIMEOUT = 20_000;

/** Hands mails over to an SMTP server. */
export class Mailer {
  private readonly transport: ReturnType<typeof createTransport>;
  private readonly from: MailAddress;

  constructor({ smtpUrl, from, connections }: { smtpUrl: string; from: MailAddress; connections: number }) {
    this.from = from;
    this.transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: connections,
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]);
  }

  /** Resolves when the server has taken the mail. Throws DeliveryError. */
  async send(mail: Mail): Promise<void> {
    try {
      await this.transport.sendMail({
        messageId: `<${mail.id}@${this.from.address.split('@')[1]}>`,
        from: { name: oneLine(this.nameFor(mail)), address: this.from.address },
        // An address of one's own in the envelope, so that nothing in a name or subject can add a recipient.
        envelope: { from: this.from.address, to: [mail.to.address] },
        to: { name: oneLine(mail.to.name ?? ''), address: mail.to.address },
        replyTo: mail.replyTo ?? undefined,
        subject: oneLine(mail.subject),
        html: mail.html,
        text: mail.text,
        attachments: (mail.attachments ?? []).map(({ fileName, type, content }) => ({
          ...{ filename: fileName, contentType: type, content, contentDisposition: 'attachment' as const },
        })),
        list: mail.unsubscribeUrl ? { unsubscribe: mail.unsubscribeUrl } : undefined,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw toDeliveryError(error);
    }
  }

  /** Names are an organization's to choose, so that none may pass for the platform itself. */
  private nameFor({ fromName }: Mail): string {
    return fromName === null ? this.from.name : `${fromName} via ${this.from.name || this.from.address}`;
  }

  close(): void {
    this.transport.close();
  }
}

/** SMTP (RFC 5321): a reply of 5xx is final, 4xx is for now; all else, such as no connection, may pass too. */
function toDeliveryError(error: unknown): DeliveryError {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (code === 'EENVELOPE' && responseCode === undefined) return new DeliveryError('RECIPIENT_INVALID', true, error);
  // A refused sign-in (535) is the server's configuration at fault, not the message: it can be mended meanwhile.
  const final = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return final ? new DeliveryError('SMTP_REJECTED', true, error) : new DeliveryError('SMTP_UNAVAILABLE', false, error);
}
