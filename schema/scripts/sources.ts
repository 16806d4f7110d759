import { analyticsSchema } from '@ticketbase/analytics';
import { eventsSchema } from '@ticketbase/events';
import { notificationsSchema } from '@ticketbase/notifications';
import { paymentsSchema } from '@ticketbase/payments';
import { pluginsSchema } from '@ticketbase/plugins';
import { usersSchema } from '@ticketbase/users';

/** Every subgraph's schema, in the order in which they are composed. */
export const subgraphSchemas = [
  usersSchema,
  eventsSchema,
  paymentsSchema,
  pluginsSchema,
  analyticsSchema,
  notificationsSchema,
];
