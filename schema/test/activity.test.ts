import { DOMAIN_EVENT_NAMES, type DomainEventName } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { subgraphSchemas } from '../scripts/sources.ts';

/**
 * What the activity log says of each mutation that changes something others may ask about: at least one of these, in the
 * transaction of the change. That each records it is tested where the mutation is.
 */
const LOGGED: Readonly<Record<string, readonly DomainEventName[]>> = {
  ...of(['register'], 'user.registered'),
  ...of(['login', 'completeTwoFactorLogin'], 'user.logged_in'),
  ...of(['changePassword', 'resetPassword'], 'user.password_changed'),
  ...of(['requestPasswordReset'], 'user.password_reset_requested'),
  ...of(['confirmTwoFactor'], 'user.two_factor_enabled'),
  ...of(['disableTwoFactor'], 'user.two_factor_disabled'),
  ...of(['inviteMember'], 'member.invited'),
  ...of(['revokeInvitation'], 'member.invitation_revoked'),
  ...of(['acceptInvitation'], 'member.joined'),
  ...of(['changeMemberRole'], 'member.role_changed'),
  ...of(['removeMember'], 'member.removed'),
  ...of(['updateOrganization', 'updateOrderRules'], 'organization.updated'),
  ...of(['createApiToken'], 'api_token.created'),
  ...of(['revokeApiToken'], 'api_token.revoked'),

  ...of(['createEvent', 'duplicateEvent'], 'event.created'),
  ...of(['updateEvent', 'uploadEventImage', 'deleteEventImage'], 'event.updated'),
  ...of(['createTicketType', 'updateTicketType', 'deleteTicketType', 'shareTicketType'], 'event.updated'),
  ...of(['createAddOnGroup', 'updateAddOnGroup', 'deleteAddOnGroup'], 'event.updated'),
  ...of(['createQuestion', 'updateQuestion', 'deleteQuestion'], 'event.updated'),
  ...of(['publishEvent'], 'event.published'),
  ...of(['cancelEvent'], 'event.cancelled'),
  ...of(['deleteEvent'], 'event.deleted'),
  ...of(['createEventSeries'], 'event_series.created'),
  ...of(['addEventSeriesDates'], 'event_series.extended'),
  ...of(['updateEventSeries'], 'event_series.updated'),
  ...of(['publishEventSeries'], 'event_series.published'),
  ...of(['cancelEventSeries'], 'event_series.cancelled'),
  ...of(['createCheckInList', 'updateCheckInList', 'deleteCheckInList'], 'check_in_list.changed'),
  ...of(['issueTickets'], 'ticket.issued'),
  ...of(['checkInTicket', 'syncCheckIns'], 'ticket.checked_in', 'ticket.scanned_twice'),
  ...of(['undoCheckIn'], 'ticket.check_in_undone'),
  ...of(['passOnTicket', 'transferTicket'], 'ticket.transferred'),
  ...of(['changeAttendee', 'renameAttendee', 'renameTicket'], 'ticket.attendee_changed'),
  ...of(['changeTicketAnswers', 'changeAnswersForOrder', 'changeAnswers'], 'ticket.answers_changed'),
  ...of(['rotateTicketSigningKey'], 'ticket.signing_key_rotated'),
  ...of(['updateWaitlist'], 'waitlist.updated'),
  ...of(['joinWaitlist'], 'waitlist.joined', 'waitlist.joined_again'),
  ...of(['leaveWaitlist'], 'waitlist.left'),
  ...of(['removeWaitlistEntry'], 'waitlist.removed'),
  ...of(['takeWaitlistOffer', 'acceptWaitlistOffer'], 'waitlist.offer_taken'),
  ...of(['exportAttendees', 'exportOrders'], 'list.exported'),

  ...of(['checkout'], 'order.placed'),
  ...of(['confirmPayment', 'recordManualPayment'], 'order.confirmed'),
  ...of(['cancelOrder'], 'order.cancelled'),
  ...of(['resendTickets'], 'order.tickets_resent'),
  ...of(['refundOrder'], 'order.refund_requested'),
  ...of(['settleRefund', 'retryRefund'], 'order.refunded', 'order.refund_failed'),
  ...of(['changeTicketType'], 'order.change_requested', 'order.changed'),
  ...of(['recordOrderChangePayment'], 'order.changed'),
  ...of(['cancelOrderChange'], 'order.change_ended'),
  ...of(['issueInvoice'], 'invoice.issued'),
  ...of(['updateInvoiceSettings'], 'invoice_settings.updated'),
  ...of(['createPromoCode'], 'promo_code.created'),
  ...of(['deactivatePromoCode'], 'promo_code.deactivated'),
  ...of(['updateFees'], 'fees.updated'),
  ...of(['updateTaxRules', 'setTaxCategory'], 'taxes.updated'),
  ...of(['updateWaitingRoom'], 'waiting_room.updated'),
  ...of(['pauseWaitingRoom'], 'waiting_room.paused'),
  ...of(['resumeWaitingRoom'], 'waiting_room.resumed'),

  ...of(['publishPlugin'], 'plugin.published'),
  ...of(['installPlugin', 'restorePlugin'], 'plugin.installed'),
  ...of(['upgradePlugin'], 'plugin.upgraded'),
  ...of(['enablePlugin'], 'plugin.enabled'),
  ...of(['disablePlugin'], 'plugin.disabled'),
  ...of(['configurePlugin'], 'plugin.configured'),
  ...of(['uninstallPlugin'], 'plugin.uninstalled'),
  ...of(['rotateWebhookAddresses'], 'plugin.webhook_addresses_rotated'),
  ...of(['executeAction', 'runPluginAction', 'runPluginSchedule', 'receiveWebhook'], 'plugin.action_executed'),
  ...of(['runPluginHook', 'replayFailedHook', 'replayFailedHooks'], 'plugin.hook_executed'),

  ...of(['messageAttendees'], 'notification.message_sent'),
  ...of(['updateNotificationTemplate', 'resetNotificationTemplate'], 'notification.template_updated'),
};

/** Mutations of which the log says nothing, and why. */
const UNLOGGED: Readonly<Record<string, readonly string[]>> = {
  'nothing is bought yet, and what is kept ends by itself': [
    ...['createCart', 'updateCart', 'applyPromoCode', 'releaseCart', 'holdTickets', 'extendHold', 'releaseHold'],
    ...['joinWaitingRoom', 'enterEvent'],
  ],
  'part of an order’s own change, which the order’s events tell': ['voidTickets', 'exchangeTicket'],
  'a person’s own name, sessions and choices, which they see in their account': [
    ...['updateProfile', 'refreshTokens', 'switchOrganization', 'logout', 'revokeSession', 'enableTwoFactor'],
    'unsubscribe',
  ],
  'a token for a moment, in the name of one that is in the log': ['exchangeApiToken', 'issuePluginToken'],
  'the platform’s, not an organization’s: the version keeps who decided, when and why': [
    ...['reviewPlugin', 'deprecatePluginVersion', 'registerOperations'],
  ],
  'a message to oneself, which the list of messages has': ['sendTestNotification'],
  'counted, not logged': ['trackEventView'],
};

function of(mutations: readonly string[], ...events: DomainEventName[]): Record<string, readonly DomainEventName[]> {
  return Object.fromEntries(mutations.map(name => [name, events]));
}

const mutations = subgraphSchemas
  .flatMap(({ access }) => [...access.keys()])
  .flatMap(operation => (operation.startsWith('Mutation.') ? [operation.slice('Mutation.'.length)] : []));

test('of every mutation it is decided whether the activity log tells of it, and by what', () => {
  const decided = [...Object.keys(LOGGED), ...Object.values(UNLOGGED).flat()];
  expect(mutations.length).toBeGreaterThan(100);
  expect(decided.toSorted()).toEqual([...new Set(mutations)].toSorted());
});

/** What nobody asked for: time, other events and providers bring it about. */
const BY_ITSELF = ['event.completed', 'order.expired', 'waitlist.offered', 'waitlist.offer_lapsed', 'waitlist.closed'];

test('every domain event is told of by a mutation, or comes by itself', () => {
  const told = new Set([...Object.values(LOGGED).flat(), ...BY_ITSELF]);
  expect(DOMAIN_EVENT_NAMES.filter(name => !told.has(name))).toEqual([]);
});
