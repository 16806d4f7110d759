import type { PluginVersionStatus } from '../plugin/plugin-version-status.ts';
import type { ReviewDecision } from './publication.type.ts';

const OUTCOMES: Readonly<Record<ReviewDecision, { from: PluginVersionStatus; to: PluginVersionStatus }>> = {
  APPROVE: { from: 'SUBMITTED', to: 'PUBLISHED' },
  REJECT: { from: 'SUBMITTED', to: 'REJECTED' },
  DEPRECATE: { from: 'PUBLISHED', to: 'DEPRECATED' },
};

/** What a decision makes of a status; undefined if it does not apply to it. */
export function reviewed(status: PluginVersionStatus, decision: ReviewDecision): PluginVersionStatus | undefined {
  const { from, to } = OUTCOMES[decision];
  return status === from ? to : undefined;
}
