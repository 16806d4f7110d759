import { createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as its reader finds it. */
export interface PdfPage {
  /** Its texts, in the order of the document, with spaces between. */
  readonly text: string;
  /** What a camera reads off the printed page; null if there is no QR code, or it cannot be read. */
  readonly qr: string | null;
}

/** About 150 dots per inch. */
const SCALE = 2;

/** Opens a PDF as a viewer does: draws each page, and reads its texts and its QR code. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await task.promise;
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map(item => ('str' in item ? item.str : '')).join(' ');
      const viewport = page.getViewport({ scale: SCALE });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas: canvas as never, viewport }).promise;
      const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      pages.push({ text: text.replace(/\s+/g, ' '), qr: jsqr.default(data, width, height)?.data ?? null });
    }
    return pages;
  } finally {
    await task.destroy();
  }
}
