export { type Box, PAGE, type TextStyle } from './pdf/page.ts';
export { Pdf, type PdfOptions } from './pdf/pdf.ts';
export type { Column, TableOptions } from './pdf/table.ts';
