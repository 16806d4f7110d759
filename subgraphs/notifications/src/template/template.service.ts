import { BadUserInputError, domainEvent, NotFoundError, newId } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../request-scope.ts';
import { checkTemplate } from './check-template.ts';
import { type Template, TemplateEntity } from './template.entity.ts';
import type { NotificationTemplateInput } from './template.input.ts';
import type { NotificationTemplateType } from './template.type.ts';
import { findTemplate, TEMPLATES } from './template-catalog.ts';
import { LOCALES, type Locale, type TemplateDefinition } from './template-definition.ts';

/** The templates of the viewer's organization: those in code, and what it wrote in their place. */
export class TemplateService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** Every template in every language. Throws UNAUTHENTICATED or FORBIDDEN. */
  async list(): Promise<NotificationTemplateType[]> {
    this.scope.viewer.require('notifications:read');
    const written = await this.scope.em.find(TemplateEntity, {});
    const byKey = new Map(written.map(template => [key(template.name, template.locale), template]));
    return TEMPLATES.flatMap(definition =>
      LOCALES.map(locale => toType(definition, locale, byKey.get(key(definition.name, locale)))),
    );
  }

  /** Stores the organization's own words. Throws BAD_USER_INPUT with everything that is wrong, or NOT_FOUND. */
  async update(input: NotificationTemplateInput): Promise<NotificationTemplateType> {
    const organizationId = this.scope.viewer.require('notifications:write');
    const definition = requireTemplate(input.template);
    const locale = requireLocale(input.locale);
    const { subject, html, text } = input;
    const issues = checkTemplate({ subject, html, text }, definition.placeholders, 'input');
    if (issues.length > 0) throw new BadUserInputError(issues);
    const template = await this.scope.em.transactional(async em => {
      const stored = await em.upsert(
        TemplateEntity,
        { id: newId(), organizationId, name: definition.name, locale, subject, html, text, updatedAt: new Date() },
        { onConflictFields: ['organizationId', 'name', 'locale'], onConflictExcludeFields: ['id'] },
      );
      await this.record(em, definition.name);
      return stored;
    });
    return toType(definition, locale, template);
  }

  /** Goes back to the words in code. Throws BAD_USER_INPUT or NOT_FOUND. */
  async reset(name: string, localeName: string): Promise<NotificationTemplateType> {
    this.scope.viewer.require('notifications:write');
    const definition = requireTemplate(name);
    const locale = requireLocale(localeName);
    await this.scope.em.transactional(async em => {
      const removed = await em.nativeDelete(TemplateEntity, { name: definition.name, locale });
      if (removed > 0) await this.record(em, definition.name);
    });
    return toType(definition, locale, undefined);
  }

  private async record(em: RequestScope['em'], template: string): Promise<void> {
    const { viewer, requestId } = this.scope;
    await recordEvents(em, domainEvent('notification.template_updated', { template }, { viewer, requestId }));
  }
}

/** The template of that name. Throws NOT_FOUND. */
export function requireTemplate(name: string): TemplateDefinition {
  const definition = findTemplate(name);
  if (!definition) throw new NotFoundError('The template');
  return definition;
}

function requireLocale(locale: string): Locale {
  if ((LOCALES as readonly string[]).includes(locale)) return locale as Locale;
  throw new BadUserInputError([{ path: 'input.locale', message: `Must be one of ${LOCALES.join(', ')}.` }]);
}

const key = (name: string, locale: string) => `${name}:${locale}`;

function toType(
  { name, description, category, placeholders, content }: TemplateDefinition,
  locale: Locale,
  written: Template | undefined,
): NotificationTemplateType {
  const { subject, html, text } = written ?? content[locale];
  return {
    id: key(name, locale),
    name,
    locale,
    description,
    category,
    subject,
    html,
    text,
    customized: written !== undefined,
    placeholders: Object.entries(placeholders).map(([placeholder, { kind, description: about, required = false }]) => ({
      name: placeholder,
      kind,
      description: about,
      required,
    })),
    updatedAt: written?.updatedAt ?? null,
  };
}
