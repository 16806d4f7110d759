import { defineEntity } from '@mikro-orm/core';

/** A ticket that became another type's by a change of its order. */
export const TicketExchangeEntity = defineEntity({
  name: 'TicketExchange',
  tableName: 'ticket_exchange',
  properties: p => ({
    changeId: p.uuid().primary(),
    organizationId: p.uuid(),
    ticketId: p.uuid(),
    fromTicketTypeId: p.uuid(),
    toTicketTypeId: p.uuid(),
    exchangedAt: p.datetime(),
  }),
});
