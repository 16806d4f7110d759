import { PAGE, Pdf, type TextStyle } from '@ticketbase/subgraph-kit/pdf';
import { type TicketFacts, whenOf } from './ticket-facts.ts';

const LEFT = PAGE.margin;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const QR_SIZE = 240;
const QR_TOP = 440;
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
  const write = (text: string, lines: number, style: TextStyle) => {
    y = pdf.text(shortened(pdf, text, lines, style), { x: LEFT, y, width: WIDTH }, style);
  };
  write(event.title, 3, { size: 24, bold: true });
  y += 10;
  write(whenOf(event), 2, { size: 12 });
  if (event.place.length > 0) write(event.place.join('\n'), 5, { size: 11, color: SOFT });
  if (event.onlineUrl) write(event.onlineUrl, 2, { size: 9, color: SOFT });
  y += 12;
  pdf.line({ x: LEFT, y, width: WIDTH });
  y += 14;
  write(ticketTypeName, 2, { size: 16, bold: true });
  if (attendeeName) write(attendeeName, 2, { size: 16 });
  // Always at the same place of the page, where staff look for it.
  if (qr) pdf.qr(qr, { x: (PAGE.width - QR_SIZE) / 2, y: QR_TOP, width: QR_SIZE });
  const below = QR_TOP + QR_SIZE + 10;
  pdf.text(code, { x: LEFT, y: below, width: WIDTH }, { size: 16, bold: true, align: 'center' });
  const hint = qr
    ? 'Show this code at the door, on paper or on a screen. Keep it to yourself: whoever shows it first is let in.'
    : 'This is a voucher. It lets nobody in; show its code where you collect what you bought.';
  pdf.text(hint, { x: LEFT, y: below + 30, width: WIDTH }, { size: 9, color: SOFT, align: 'center' });
}

/** What organizers and buyers wrote must leave room for the code: the text, or as much of it as so many lines hold. */
function shortened(pdf: Pdf, text: string, lines: number, style: TextStyle): string {
  const most = pdf.heightOf('', WIDTH, style) * lines + 0.1;
  if (pdf.heightOf(text, WIDTH, style) <= most) return text;
  const characters = [...text];
  let [least, limit] = [0, characters.length - 1];
  while (least < limit) {
    const middle = Math.ceil((least + limit) / 2);
    if (pdf.heightOf(`${characters.slice(0, middle).join('')}…`, WIDTH, style) <= most) least = middle;
    else limit = middle - 1;
  }
  return `${characters.slice(0, least).join('').trimEnd()}…`;
}
