import { Access, Arg, Ctx, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { NotificationsContext } from '../context.ts';
import { NotificationTemplateInput } from './template.input.ts';
import { NotificationTemplateType } from './template.type.ts';

@Resolver(() => NotificationTemplateType)
export class TemplateResolver {
  @Access('notifications:read')
  @Query(() => [NotificationTemplateType], {
    description: 'Every kind of message in every language, as the viewer’s organization sends it.',
  })
  notificationTemplates(@Ctx() { templates }: NotificationsContext) {
    return templates.list();
  }

  @Access('notifications:write')
  @Mutation(() => NotificationTemplateType, {
    description: 'Puts the organization’s own words in place of a template.',
  })
  updateNotificationTemplate(
    @Arg('input', () => NotificationTemplateInput, { description: 'The template, the language and the words.' })
    input: NotificationTemplateInput,
    @Ctx() { templates }: NotificationsContext,
  ) {
    return templates.update(input);
  }

  @Access('notifications:write')
  @Mutation(() => NotificationTemplateType, { description: 'Goes back to the words that a template has by default.' })
  resetNotificationTemplate(
    @Arg('template', () => String, { description: 'The kind of message, e.g. order-confirmed.' }) template: string,
    @Arg('locale', () => String, { defaultValue: 'en', description: 'The language: en or de.' }) locale: string,
    @Ctx() { templates }: NotificationsContext,
  ) {
    return templates.reset(template, locale);
  }
}
