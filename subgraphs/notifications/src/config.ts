import { parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

/** What the notifications subgraph is told from outside. */
export interface NotificationsConfig {
  /** PostgreSQL URL of the subgraph's own role. */
  readonly databaseUrl: string;
  /** Connections at most. */
  readonly databasePoolSize: number;
  /** The mail server; the credentials may stand in it. */
  readonly smtpUrl: string;
  /** What mails come from, e.g. `TicketBase <tickets@example.org>`. */
  readonly mailFrom: MailAddress;
  /** Where people reach the server, without a slash at the end; links in mails begin with it. */
  readonly publicUrl: string;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

const mailbox = z.string().transform((value, context): MailAddress => {
  const [, name = '', address = value] = /^\s*(?:"?([^"<>\r\n]*?)"?\s*)<([^<>]+)>\s*$/.exec(value) ?? [];
  const parsed = z.email().safeParse(address.trim());
  if (!parsed.success) {
    context.addIssue('Must be an e-mail address, or a name and an address in angle brackets.');
    return z.NEVER;
  }
  return { name: name.trim(), address: parsed.data };
});

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    NOTIFICATIONS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    NOTIFICATIONS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    MAIL_FROM: mailbox.optional(),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  })
  .transform((variables, context): NotificationsConfig => {
    if (variables.NODE_ENV === 'production' && !variables.MAIL_FROM) {
      context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'Is required when NODE_ENV is production.' });
    }
    return {
      databaseUrl: variables.NOTIFICATIONS_DATABASE_URL,
      databasePoolSize: variables.NOTIFICATIONS_DATABASE_POOL,
      smtpUrl: variables.SMTP_URL,
      mailFrom: variables.MAIL_FROM ?? { name: 'TicketBase', address: 'tickets@ticketbase.localhost' },
      publicUrl: variables.PUBLIC_URL.replace(/\/+$/, ''),
    };
  });

/** Reads the configuration out of environment variables. Throws ConfigurationError, which names every fault and no value. */
export const parseNotificationsConfig = (env: Readonly<Record<string, string | undefined>>): NotificationsConfig =>
  parseEnvironment(environment, env);
