import type { AnyDomainEvent } from '@ticketbase/kernel';

/** A domain event as it is kept. */
export interface StoredDomainEvent {
  readonly _id: string;
  readonly organizationId: string | null;
  readonly name: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly event: AnyDomainEvent;
  readonly projectedAt: Date | null;
  readonly leasedUntil: Date;
  readonly lease: string | null;
}

/** A document of one tenant. */
export interface Owned {
  readonly _id: string;
  readonly organizationId: string;
}

export type RollupKind = 'ORDER' | 'LINE' | 'DOOR';

/** What sales are counted by. */
export interface RollupDimensions {
  readonly kind: RollupKind;
  readonly eventId: string;
  readonly ticketTypeId: string | null;
  readonly paymentMethod: string | null;
  readonly promoCode: string | null;
  readonly currency: string | null;
}

/** What is counted. Amounts are minor units of the currency. */
export interface Measures {
  readonly orders: number;
  readonly tickets: number;
  readonly gross: number;
  readonly refunded: number;
  readonly checkedIn: number;
}

export interface Rollup extends Owned, RollupDimensions, Measures {
  readonly startsAt: Date;
  readonly ticketTypeName: string | null;
  readonly pending: string[];
}

export interface StoredActivity extends Owned {
  readonly occurredAt: Date;
  readonly name: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly requestId: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly subjectLabel: string | null;
  readonly eventId: string | null;
  readonly changed: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
}

export interface KnownEvent extends Owned {
  readonly published: boolean;
  readonly changedAt: Date;
  readonly private: boolean;
  readonly seenAt: Date;
}

export interface PageView extends Owned {
  readonly eventId: string;
  readonly day: Date;
  readonly visitor: string | null;
  readonly referrer: string | null;
  readonly views: number;
}
