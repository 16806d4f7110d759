import type { DomainEvent } from '@ticketbase/kernel';
import type { HookEvent } from '@ticketbase/plugin-sdk/manifest';

/** What the event is about: hooks are told of the events of one order, ticket or event one after the other. */
export function entityOf({ name, payload }: Pick<DomainEvent<HookEvent>, 'name' | 'payload'>): string {
  const [kind] = name.split('.');
  return `${kind}:${(payload as Record<string, unknown>)[`${kind}Id`]}`;
}
