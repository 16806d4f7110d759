/** The places of the user interface that a plugin's component may fill. */
export const EXTENSION_TARGETS = [
  'ADMIN_SETTINGS',
  'DASHBOARD_WIDGET',
  'EVENT_CREATION',
  'EVENT_DETAIL',
  'TICKET_SELECTION',
  'PAYMENT_METHODS',
  'CHECKOUT_CONFIRMATION',
  'ORDER_DETAIL',
  'CHECK_IN',
] as const;

/** A place of the user interface that a plugin's component may fill. */
export type ExtensionTarget = (typeof EXTENSION_TARGETS)[number];
