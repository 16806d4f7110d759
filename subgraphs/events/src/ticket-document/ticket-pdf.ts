import { PAGE, Pdf } from '@ticketbase/subgraph-kit/pdf';
import { type TicketFacts, whenOf } from './ticket-facts.ts';

const LEFT = PAGE.margin;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const QR_SIZE = 240;
const SOFT = '#5c5c5c';

/** Draws tickets, one page each. The same tickets give the same bytes. */
export async function drawTickets(tickets: readonly TicketFacts[]): Promise<Buffer> {
  const [first] = tickets;
  if (!first) throw new Error('There is no ticket to draw.');
  const pdf = new Pdf({
    title: tickets.length === 1 ? `Ticket: ${first.event.title}` : `Tickets: ${first.event.title}`,
    createdAt: first.event.updatedAt,
    footer: (page, pages) => (pages === 1 ? 'One person, once.' : `One person, once. Ticket ${page} of ${pages}.`),
  });
  for (const [index, ticket] of tickets.entries()) {
    if (index > 0) pdf.newPage();
    drawTicket(pdf, ticket);
  }
  return pdf.finish();
}

function drawTicket(pdf: Pdf, { event, ticketTypeName, attendeeName, qr, code }: TicketFacts): void {
  let y: number = PAGE.margin;
  const write = (text: string, size: number, more: { bold?: boolean; color?: string } = {}) => {
    y = pdf.text(short(text), { x: LEFT, y, width: WIDTH }, { size, ...more });
  };
  write(event.title, 24, { bold: true });
  y += 10;
  write(whenOf(event), 12);
  for (const line of event.place) write(line, 12, { color: SOFT });
  if (event.onlineUrl) write(event.onlineUrl, 10, { color: SOFT });
  y += 14;
  pdf.line({ x: LEFT, y, width: WIDTH });
  y += 16;
  write(ticketTypeName, 16, { bold: true });
  if (attendeeName) write(attendeeName, 16);
  y += 22;
  if (qr) y = pdf.qr(qr, { x: (PAGE.width - QR_SIZE) / 2, y, width: QR_SIZE }) + 12;
  pdf.text(code, { x: LEFT, y, width: WIDTH }, { size: 16, bold: true, align: 'center' });
  y += 30;
  const hint = qr
    ? 'Show this code at the door, on paper or on a screen. Keep it to yourself: whoever shows it first is let in.'
    : 'This is a voucher. It lets nobody in; show its code where you collect what you bought.';
  pdf.text(hint, { x: LEFT, y, width: WIDTH }, { size: 9, color: SOFT, align: 'center' });
}

/** What organizers and buyers wrote must leave room for the code on its page. */
const short = (text: string) => {
  const characters = [...text];
  return characters.length > 200 ? `${characters.slice(0, 199).join('')}…` : text;
};
