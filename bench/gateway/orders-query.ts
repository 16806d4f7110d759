/** Orders come from payments, their events and tickets from events, the organization from users, figures from analytics. */
export const ORDERS_QUERY = `query BenchOrders {
  orders(first: 20) {
    edges {
      node {
        id number status createdAt total { amount currency formatted }
        event {
          id title startsAt status
          ticketTypes { id name available price { amount currency } }
          analytics { views sales { orders tickets gross { amount currency } } }
        }
        organization { id name slug }
        tickets { id code status }
      }
    }
  }
}`;
