import { formatMoney } from '@ticketbase/kernel';
import { PAGE, Pdf } from '@ticketbase/subgraph-kit/pdf';
import type { Invoice, InvoiceLine, Party } from './invoice.entity.ts';
import { taxOfLine, taxSummary } from './invoice-draft.ts';

const TITLES = { INVOICE: 'Invoice', CREDIT_NOTE: 'Credit note' } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const HALF = WIDTH / 2 - 12;
const RIGHT = PAGE.margin + WIDTH / 2 + 12;

/** A document as a file: the same document gives the same bytes, whenever it is rendered. */
export async function renderInvoice(invoice: Invoice, refersTo: string | null): Promise<Buffer> {
  const title = `${TITLES[invoice.kind]} ${invoice.number}`;
  const footer = (page: number, pages: number) =>
    [invoice.seller.footer, `${title} · ${page} / ${pages}`].filter(Boolean).join(' · ');
  const pdf = new Pdf({ title, createdAt: invoice.issuedAt, footer });
  const box = { x: PAGE.margin, width: WIDTH };
  let y = pdf.text(title, { ...box, y: PAGE.margin }, { size: 20, bold: true }) + 6;
  y = pdf.text(headOf(invoice, refersTo), { ...box, y }) + 18;
  const left = writeParty(pdf, 'From', invoice.seller, PAGE.margin, y);
  const right = writeParty(pdf, 'To', invoice.buyer, RIGHT, y);
  y = pdf.text(invoice.subject, { ...box, y: Math.max(left, right) + 16 }, { bold: true }) + 8;
  y = pdf.table({
    box: { ...box, y },
    columns: [
      { title: 'Item', share: 40 },
      { title: 'Quantity', share: 12, align: 'right' },
      { title: 'Price', share: 16, align: 'right' },
      { title: 'Tax', share: 14, align: 'right' },
      { title: 'Amount', share: 18, align: 'right' },
    ],
    rows: invoice.lines.map(line => cellsOf(line, invoice)),
  });
  writeSums(pdf, invoice, y + 12);
  return pdf.finish();
}

function headOf({ issuedAt }: Invoice, refersTo: string | null): string {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(issuedAt);
  return [`Issued on ${date}`, ...(refersTo ? [`Refers to invoice ${refersTo}`] : [])].join('\n');
}

function writeParty(pdf: Pdf, label: string, party: Party, x: number, y: number): number {
  const { company, name, address, country, taxId, email } = party;
  const below = pdf.text(label, { x, y, width: HALF }, { size: 8, color: '#6b6b6b' });
  const lines = [company, name, address, country, taxId ? `Tax ID ${taxId}` : null, email];
  return pdf.text(lines.filter(Boolean).join('\n'), { x, y: below, width: HALF });
}

function cellsOf(line: InvoiceLine, { currency }: Invoice): string[] {
  const money = (amount: number) => formatMoney({ amount, currency });
  const details = [
    line.discount > 0 ? `Discount −${money(line.discount)}` : null,
    line.fees > 0 ? `Fees ${money(line.fees)}` : null,
    line.quantity === null ? 'Partly given back' : null,
  ].filter(Boolean);
  return [
    [line.name, ...details].join('\n'),
    line.quantity === null ? '' : String(line.quantity),
    line.unitPrice === null ? '' : money(line.unitPrice),
    line.taxes.map(tax => `${tax.basisPoints / 100} %`).join(' + '),
    money(line.total),
  ];
}

function writeSums(pdf: Pdf, invoice: Invoice, top: number): void {
  const { currency, kind, lines, taxMode, total } = invoice;
  const sign = kind === 'CREDIT_NOTE' ? '−' : '';
  const money = (amount: number) => formatMoney({ amount, currency });
  const tax = lines.reduce((sum, line) => sum + taxOfLine(line), 0);
  const included = taxMode === 'INCLUSIVE' ? 'contains' : 'plus';
  const rows: [label: string, amount: string][] = [
    ['Net', money(total - tax)],
    ...taxSummary(lines).map(({ name, basisPoints, net, tax: amount }): [string, string] => [
      `${included} ${basisPoints / 100} % ${name} on ${money(net)}`,
      money(amount),
    ]),
  ];
  // On a page of their own if they do not fit below the table.
  const height = (rows.length + 2) * 16;
  let y = top;
  if (y + height > PAGE.height - PAGE.margin) {
    pdf.newPage();
    y = PAGE.margin;
  }
  const [x, width] = [PAGE.margin + WIDTH * 0.35, WIDTH * 0.65];
  for (const [label, amount] of rows) {
    pdf.text(label, { x, y, width: width - 90 }, { align: 'right' });
    y = pdf.text(amount, { x: x + width - 90, y, width: 90 }, { align: 'right' }) + 2;
  }
  pdf.line({ x, y: y + 2, width });
  pdf.text('Total', { x, y: y + 8, width: width - 110 }, { align: 'right', bold: true, size: 12 });
  pdf.text(
    `${sign}${money(total)}`,
    { x: x + width - 110, y: y + 8, width: 110 },
    { align: 'right', bold: true, size: 12 },
  );
}
