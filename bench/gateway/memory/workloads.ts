/** A list as a shop's first page shows it: 4 fetches. */
export const PAGE = `query Page {
  events(first: 20) {
    id title startsAt venue { name city } views rating
    organizer { id name slug }
    ticketTypes { id name price available }
  }
}`;

/** A dashboard that asks for all at once: 16 fetches, many of them of the same entities. */
export const HEAVY = `query Heavy {
  events(first: 20) {
    id title startsAt views rating revenue venue { name city country }
    organizer { id name slug followers members { id name email lastSeen } }
    ticketTypes { id name price available }
    orders(first: 3) { id number total currency buyer { id name email lastSeen } }
    related(first: 3) {
      id title views rating revenue
      organizer { id name followers members { id name } }
      ticketTypes { id name price available }
      orders(first: 2) { id number total buyer { id name lastSeen } }
    }
  }
}`;
