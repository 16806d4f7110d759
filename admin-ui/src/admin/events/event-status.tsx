import type { EventStatus } from '../../generated/graphql.ts';

/** Every status with its words. */
export const EVENT_STATUSES: Readonly<Record<EventStatus, { readonly label: string; readonly look: string }>> = {
  DRAFT: { label: 'Draft', look: 'neutral' },
  PUBLISHED: { label: 'Published', look: 'good' },
  COMPLETED: { label: 'Completed', look: '' },
  CANCELLED: { label: 'Cancelled', look: 'bad' },
};

export function EventStatusBadge({ status }: { readonly status: EventStatus }) {
  const { label, look } = EVENT_STATUSES[status];
  return <span className={`badge ${look}`}>{label}</span>;
}

export const isEventStatus = (text: string | null): text is EventStatus =>
  text !== null && Object.hasOwn(EVENT_STATUSES, text);
