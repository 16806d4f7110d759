import type { PluginVersionStatus } from '../../../generated/graphql.ts';

/** How each status of a version is shown. */
export const VERSION_STATUS: Readonly<Record<PluginVersionStatus, { readonly look: string; readonly label: string }>> =
  {
    PUBLISHED: { look: 'good', label: 'Published' },
    SUBMITTED: { look: 'warn', label: 'Waits for a review' },
    REJECTED: { look: 'bad', label: 'Rejected' },
    DEPRECATED: { look: 'neutral', label: 'Deprecated' },
  };
