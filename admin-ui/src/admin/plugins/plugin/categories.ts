import type { PluginCategory } from '../../../generated/graphql.ts';

/** What plugins are mainly for, as people call it, in the order of the marketplace's filter. */
export const CATEGORIES: Readonly<Record<PluginCategory, string>> = {
  PAYMENT: 'Payment',
  ANALYTICS: 'Analytics',
  MARKETING: 'Marketing',
  COMMUNICATION: 'Communication',
  CHECK_IN: 'Check-in',
  INTEGRATION: 'Integration',
  OTHER: 'Other',
};

export const isCategory = (value: string | null): value is PluginCategory =>
  value !== null && Object.hasOwn(CATEGORIES, value);
