import type { Viewer } from '@ticketbase/kernel';
import { type Event, EventStatus, EventVisibility } from './event.entity.ts';

type Seen = Pick<Event, 'organizationId' | 'status' | 'visibility' | 'publishedAt'>;

/** The people of the organization who may see its drafts, hidden ticket types and who made what. */
export const canViewInside = (viewer: Viewer, event: Pick<Event, 'organizationId'>): boolean =>
  viewer.can('events:read', event.organizationId);

/** Who makes events or helps buyers knows the codes of hidden ticket types. */
export const canGiveOutCodes = (viewer: Viewer, event: Pick<Event, 'organizationId'>): boolean =>
  viewer.can('events:write', event.organizationId) || viewer.can('orders:write', event.organizationId);

/**
 * Who may see an event by its id: its organization, and, once it was published, everyone unless it is private. Ids
 * cannot be guessed, so that an unlisted event stays with those who were given it; and a buyer still sees an event that
 * was cancelled or is over.
 */
export const canView = (viewer: Viewer, event: Seen): boolean =>
  canViewInside(viewer, event) || (event.publishedAt !== null && event.visibility !== EventVisibility.PRIVATE);

/** Who may find an event by its name in a link. */
export const canFindBySlug = (event: Seen): boolean =>
  event.status === EventStatus.PUBLISHED && event.visibility !== EventVisibility.PRIVATE;

const TRANSITIONS: Readonly<Record<EventStatus, readonly EventStatus[]>> = {
  DRAFT: [EventStatus.PUBLISHED, EventStatus.CANCELLED],
  PUBLISHED: [EventStatus.COMPLETED, EventStatus.CANCELLED],
  CANCELLED: [],
  COMPLETED: [],
};

/** Whether an event's life may go on this way. */
export const canBecome = (from: EventStatus, to: EventStatus): boolean => TRANSITIONS[from].includes(to);

/** Whether an event may still be changed. */
export const isEditable = (event: Pick<Event, 'status'>): boolean =>
  event.status === EventStatus.DRAFT || event.status === EventStatus.PUBLISHED;
