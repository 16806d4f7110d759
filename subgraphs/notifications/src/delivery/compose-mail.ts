import type { Driver, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Notification } from '../notification/notification.entity.ts';
import type { OrganizationDirectory, OrganizationProfile } from '../organization/organization-directory.ts';
import { escapeHtml, renderTemplate } from '../template/render-template.ts';
import type { Template } from '../template/template.entity.ts';
import { findTemplate } from '../template/template-catalog.ts';
import { LOCALES, type Locale } from '../template/template-definition.ts';
import type { TemplateValues } from '../template/template-values.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Mail } from './mailer.ts';

const WRITTEN: PreparedStatement = {
  name: 'find-written-template',
  text: 'select subject, html, text from template where organization_id = $1 and name = $2 and locale = $3',
};

/** Writes the mail of a notification: the organization's own words, else those in code, in its language. */
export async function composeMail(
  driver: Driver,
  directory: OrganizationDirectory,
  notification: Notification,
): Promise<Mail> {
  const definition = findTemplate(notification.template);
  if (!definition) throw new DeliveryError('RENDERING_FAILED', true);
  const organization = await profileOf(directory, notification);
  const locale = languageOf(organization);
  const [written] = await driver.query<Pick<Template, 'subject' | 'html' | 'text'>>(WRITTEN, [
    notification.organizationId ?? null,
    definition.name,
    locale,
  ]);
  const values: TemplateValues = {
    organizationName: organization?.name ?? null,
    supportEmail: organization?.supportEmail ?? null,
    recipientName: notification.recipientName ?? null,
    ...notification.payload,
  };
  try {
    const rendered = renderTemplate(written ?? definition.content[locale], values, organization?.locale ?? locale);
    return {
      id: notification.id,
      to: { name: notification.recipientName ?? null, address: notification.recipient },
      fromName: organization?.name ?? null,
      replyTo: organization?.supportEmail ?? null,
      unsubscribeUrl: typeof values.unsubscribeUrl === 'string' ? values.unsubscribeUrl : null,
      subject: notification.test ? `[Test] ${rendered.subject}` : rendered.subject,
      html: page(rendered.html, locale, organization),
      text: rendered.text,
    };
  } catch (error) {
    throw new DeliveryError('RENDERING_FAILED', true, error);
  }
}

async function profileOf(directory: OrganizationDirectory, { id, organizationId }: Notification) {
  if (!organizationId) return null;
  try {
    return await directory.find(organizationId, id);
  } catch (error) {
    throw new DeliveryError('ORGANIZATION_UNAVAILABLE', false, error);
  }
}

function languageOf(organization: OrganizationProfile | null): Locale {
  const language = organization?.locale.split('-')[0]?.toLowerCase();
  return LOCALES.find(locale => locale === language) ?? 'en';
}

const page = (body: string, locale: Locale, organization: OrganizationProfile | null) => `<!doctype html>
<html lang="${locale}">
<body style="margin:0;padding:24px;background:#f4f4f5;color:#18181b;font-family:system-ui,sans-serif;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">
${body}
</div>
<p style="max-width:560px;margin:16px auto 0;color:#71717a;font-size:13px">${footer(organization)}</p>
</body>
</html>
`;

function footer(organization: OrganizationProfile | null): string {
  if (!organization) return '';
  const { name, supportEmail } = organization;
  return escapeHtml(supportEmail ? `${name} · ${supportEmail}` : name);
}
