import type { SubgraphName } from '@ticketbase/kernel';

interface Subscription {
  readonly name: SubgraphName;
  readonly receivesSecrets?: boolean;
}

/** The one that mails reset links and tickets to their owner is the only one that is told them. */
const notifications: Subscription = { name: 'notifications', receivesSecrets: true };
const analytics: Subscription = { name: 'analytics' };

/** Who is told of each subgraph's domain events. The same lists stand in the subgraphs' `main.ts`. */
export const SUBSCRIPTIONS: Readonly<Record<SubgraphName, readonly Subscription[]>> = {
  users: [analytics, notifications],
  events: [analytics, notifications, { name: 'payments' }, { name: 'plugins' }],
  payments: [analytics, notifications, { name: 'plugins' }, { name: 'events' }],
  plugins: [analytics, notifications],
  analytics: [],
  notifications: [analytics],
};
