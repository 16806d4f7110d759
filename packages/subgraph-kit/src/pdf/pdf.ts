import PDFDocument from 'pdfkit';
import QR from 'qrcode';
import { type Face, fontOf, runsOf } from './fonts.ts';
import { KeptWidths } from './kept-widths.ts';
import { breakLines } from './lines.ts';
import { type Box, PAGE, type TextStyle } from './page.ts';
import { drawTable, type TableOptions } from './table.ts';

const LINE_HEIGHT = 1.35;
const INK = '#1a1a1a';

/** A line is measured several times, before it is written, and stands in many documents. */
const widths = new KeptWidths();

/** What the alphanumeric mode of QR codes has (ISO/IEC 18004). */
const ALPHANUMERIC = /^[0-9A-Z $%*+./:-]+$/;

/** Looking for the shortest mix of modes takes longer than the rest of the code, and finds one mode where that suits. */
const segmentsOf = (payload: string) =>
  ALPHANUMERIC.test(payload) ? [{ data: payload, mode: 'alphanumeric' as const }] : payload;

export interface PdfOptions {
  /** What viewers show as the document's name. */
  readonly title: string;
  /** Stands in the document; the same content and time give the same bytes. */
  readonly createdAt: Date;
  /** Of its texts, as a BCP 47 tag; `en` by default. Screen readers go by it. */
  readonly language?: string;
  /** One line at the foot of every page. */
  readonly footer?: (page: number, pages: number) => string;
}

/**
 * A document of A4 pages, with its fonts in it. Nothing flows by itself, except a table onto further pages: each piece is
 * told its place and answers with the height where it ended. A right-to-left text is set as one run: in a line that
 * mixes directions the parts keep the order in which they are written.
 */
export class Pdf {
  private readonly document: PDFKit.PDFDocument;
  private readonly footer: PdfOptions['footer'];
  private readonly bytes: Promise<Buffer>;
  private readonly faces = new Set<Face>();

  constructor({ title, createdAt, language = 'en', footer }: PdfOptions) {
    this.footer = footer;
    this.document = new PDFDocument({
      size: 'A4',
      margin: 0,
      lang: language,
      bufferPages: true,
      // Else it reads one of its own, which nothing is set in.
      font: null as unknown as string,
      displayTitle: true,
      info: { Title: title, Producer: 'TicketBase', Creator: 'TicketBase', CreationDate: createdAt },
    });
    const chunks: Buffer[] = [];
    this.bytes = new Promise((resolve, reject) => {
      this.document.on('data', chunk => chunks.push(chunk));
      this.document.on('end', () => resolve(Buffer.concat(chunks)));
      this.document.on('error', reject);
    });
  }

  /** Begins a page; what is drawn next stands on it. The first is there already. */
  newPage(): void {
    this.document.addPage();
  }

  /** Writes a text, broken to its box. Returns where the next may begin. */
  text(text: string, { x, y, width }: Box, style: TextStyle = {}): number {
    const { size = 10, color = INK, align = 'left' } = style;
    let top = y;
    for (const line of this.linesOf(text, width, style)) {
      const space = width - this.widthOf(line, style);
      let left = x + (align === 'right' ? space : align === 'center' ? space / 2 : 0);
      for (const { face, text: part } of runsOf(line, style.bold ?? false)) {
        this.use(face, size).fillColor(color).text(part, left, top, { lineBreak: false });
        left += this.document.widthOfString(part);
      }
      top += size * LINE_HEIGHT;
    }
    return top;
  }

  /** How high a text becomes when it is broken to a width. */
  heightOf(text: string, width: number, style: TextStyle = {}): number {
    return this.linesOf(text, width, style).length * (style.size ?? 10) * LINE_HEIGHT;
  }

  /** Draws a level line. */
  line({ x, y, width }: Box, color = '#c8c8c8'): void {
    this.document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.7)
      .strokeColor(color)
      .stroke();
  }

  /** Draws a QR code, black on white with its quiet zone, as large as its box is wide. Returns its lower edge. */
  qr(payload: string, { x, y, width }: Box): number {
    const { modules } = QR.create(segmentsOf(payload), { errorCorrectionLevel: 'M' });
    const quiet = 4;
    const module = width / (modules.size + 2 * quiet);
    this.document.rect(x, y, width, width).fill('#ffffff');
    // In units of modules: a fifth of the digits. In one path, so that no hairlines show between neighbours.
    this.document
      .save()
      .translate(x + quiet * module, y + quiet * module)
      .scale(module);
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        const first = column;
        while (column < modules.size && modules.get(row, column)) column++;
        if (column > first) this.document.rect(first, row, column - first, 1);
      }
    }
    this.document.fill('#000000').restore();
    return y + width;
  }

  /** Draws a table, on as many pages as it needs, its head on each. Returns its lower edge on the last. */
  table(options: TableOptions): number {
    return drawTable(this, options);
  }

  /** Ends the document and returns its bytes. */
  async finish(): Promise<Buffer> {
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; this.footer && page < count; page++) {
      this.document.switchToPage(page);
      const box = { x: PAGE.margin, y: PAGE.height - 40, width: PAGE.width - 2 * PAGE.margin };
      this.text(this.footer(page + 1, count), box, { size: 8, color: '#6b6b6b', align: 'center' });
    }
    this.document.end();
    return this.bytes;
  }

  private linesOf(text: string, width: number, style: TextStyle): string[] {
    return breakLines(text, width, line => this.widthOf(line, style));
  }

  private widthOf(line: string, { size = 10, bold = false }: TextStyle): number {
    const measure = () =>
      runsOf(line, bold).reduce((sum, { face, text }) => sum + this.use(face, 1_000).widthOfString(text), 0);
    return (widths.of(line, bold, measure) * size) / 1_000;
  }

  private use(face: Face, size: number): PDFKit.PDFDocument {
    if (!this.faces.has(face)) {
      // pdfkit takes a font that was read already, which its types do not say.
      this.document.registerFont(face, fontOf(face) as unknown as PDFKit.Mixins.PDFFontSource);
      this.faces.add(face);
    }
    return this.document.font(face).fontSize(size);
  }
}
