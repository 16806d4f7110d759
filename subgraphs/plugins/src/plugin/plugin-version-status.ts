import { registerEnumType } from '@ticketbase/subgraph-kit/graphql';

/** Where a version is on its way through the marketplace. */
export const PluginVersionStatus = {
  SUBMITTED: 'SUBMITTED',
  PUBLISHED: 'PUBLISHED',
  REJECTED: 'REJECTED',
  DEPRECATED: 'DEPRECATED',
} as const;
export type PluginVersionStatus = keyof typeof PluginVersionStatus;

registerEnumType(PluginVersionStatus, {
  name: 'PluginVersionStatus',
  description: 'Where a version is on its way through the marketplace.',
  valuesConfig: {
    SUBMITTED: { description: 'Waits for a review.' },
    PUBLISHED: { description: 'Can be installed.' },
    REJECTED: { description: 'Was refused by a review.' },
    DEPRECATED: { description: 'Still runs where it is installed; cannot be installed any more.' },
  },
});
