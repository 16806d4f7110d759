import type { DomainEventName } from '@ticketbase/kernel';

/** What happened, in the past tense; the subject's label follows where there is one. */
const PHRASES: Readonly<Record<DomainEventName, string>> = {
  'event.created': 'Created the event',
  'event.updated': 'Changed the event',
  'event.published': 'Published the event',
  'event.cancelled': 'Cancelled the event',
  'event.completed': 'Completed the event',
  'event.deleted': 'Deleted the event',
  'ticket.issued': 'Issued a ticket',
  'ticket.checked_in': 'Checked in a ticket',
  'ticket.check_in_undone': 'Undid the check-in of a ticket',
  'ticket.transferred': 'Transferred a ticket',
  'order.placed': 'Placed the order',
  'order.confirmed': 'Confirmed the order',
  'order.tickets_resent': 'Sent the tickets again for the order',
  'order.cancelled': 'Cancelled the order',
  'order.expired': 'Let the unpaid order expire',
  'order.refunded': 'Refunded the order',
  'user.registered': 'Registered',
  'user.logged_in': 'Signed in',
  'user.password_reset_requested': 'Asked to reset the password',
  'member.invited': 'Invited a member',
  'member.joined': 'Joined the organization',
  'member.role_changed': 'Changed a member’s role',
  'member.removed': 'Removed a member',
  'organization.updated': 'Changed the organization',
  'api_token.created': 'Created the API token',
  'api_token.revoked': 'Revoked an API token',
  'promo_code.created': 'Created the promo code',
  'fees.updated': 'Changed the fees',
  'taxes.updated': 'Changed the tax rules',
  'plugin.published': 'Published the plugin',
  'plugin.installed': 'Installed the plugin',
  'plugin.upgraded': 'Upgraded the plugin',
  'plugin.configured': 'Configured the plugin',
  'plugin.enabled': 'Enabled the plugin',
  'plugin.disabled': 'Disabled the plugin',
  'plugin.uninstalled': 'Uninstalled the plugin',
  'plugin.action_executed': 'Ran an action of the plugin',
  'notification.template_updated': 'Changed the mail template',
  'notification.message_sent': 'Sent attendees the message',
};

/** A sentence for the log, e.g. `Published the event “Summer fair”`. */
export function summarize(name: string, label: string | null): string {
  const phrase = PHRASES[name as DomainEventName] ?? name;
  return label === null ? phrase : `${phrase} “${label}”`;
}
