import { readPdf } from '@ticketbase/testing/pdf';
import { expect, test } from 'vitest';
import { runsOf } from '../src/pdf/fonts.ts';
import { breakLines } from '../src/pdf/lines.ts';
import { PAGE, Pdf } from '../src/pdf.ts';

const createdAt = new Date('2026-03-01T10:00:00Z');
const box = { x: PAGE.margin, y: PAGE.margin, width: 300 };

const make = async (draw: (pdf: Pdf) => void, footer?: (page: number, pages: number) => string) => {
  const pdf = new Pdf({ title: 'A title', createdAt, footer });
  draw(pdf);
  return pdf.finish();
};

test('the same content and time give the same bytes', async () => {
  const draw = (pdf: Pdf) => {
    pdf.text('Żółw Ωμέγα Привет 東京', box, { bold: true });
    pdf.qr('hello', { ...box, y: 300, width: 100 });
  };
  const [once, again, other] = await Promise.all([make(draw), make(draw), make(pdf => pdf.text('x', box))]);
  expect(once.equals(again)).toBe(true);
  expect(once.equals(other)).toBe(false);
  expect(once.subarray(0, 5).toString()).toBe('%PDF-');
});

test('every character has a face that has it, and what none has is seen to be missing', () => {
  expect(runsOf('Straße Ωμέγα Привет', false).map(run => run.face)).toEqual(['regular']);
  expect(runsOf('Tokyo 東京!', true)).toEqual([
    { face: 'bold', text: 'Tokyo ' },
    { face: 'fallback', text: '東京' },
    { face: 'bold', text: '!' },
  ]);
  expect(runsOf('กรุงเทพ한국', false).map(run => run.face)).toEqual(['fallback']);
  expect(runsOf('a\u{1F9D1}\u{200D}b', false).map(run => run.text)).toEqual(['a\uFFFD\u200Db']);
});

test('lines break at spaces, between characters of scripts without spaces, and inside what is too wide', () => {
  const measure = (line: string) => [...line].length;
  expect(breakLines('one two  three', 7, measure)).toEqual(['one two', 'three']);
  expect(breakLines('a\n\nb\u0000', 7, measure)).toEqual(['a', '', 'b']);
  expect(breakLines('東京都千代田区', 3, measure)).toEqual(['東京都', '千代田', '区']);
  expect(breakLines('in abcdefghij', 4, measure)).toEqual(['in', 'abcd', 'efgh', 'ij']);
});

test('a table goes on over pages with its head on each, and pages are counted', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`Row ${index}`, `${index}.00`]);
  const columns = [
    { title: 'What', share: 3 },
    { title: 'Price', share: 1, align: 'right' as const },
  ];
  const bytes = await make(
    pdf => pdf.table({ box: { ...box, width: PAGE.width - 2 * PAGE.margin }, columns, rows }),
    (page, pages) => `Page ${page} of ${pages}`,
  );
  const pages = await readPdf(bytes);
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, { text }] of pages.entries()) {
    expect(text).toContain('What');
    expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
  }
  const text = pages.map(page => page.text).join(' ');
  for (const row of rows) expect(text).toContain(`${row[0]} ${row[1]}`);
});

test('texts of many scripts can be searched, and a QR code can be read off the page', async () => {
  const lines = ['Straße Żółw', 'Ωμέγα', 'Привет', 'Երևան თბილისი', '東京 서울 กรุงเทพ', 'नमस्ते'];
  const [page] = await readPdf(
    await make(pdf => {
      let y: number = PAGE.margin;
      for (const line of lines) y = pdf.text(line, { ...box, y });
      pdf.qr('https://tickets.example/a?b=c', { ...box, y, width: 140 });
    }),
  );
  for (const word of lines.join(' ').split(' ')) expect(page!.text.normalize()).toContain(word);
  expect(page!.qr).toBe('https://tickets.example/a?b=c');
});
