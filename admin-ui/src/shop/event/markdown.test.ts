import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';

const text = (value: string) => ({ kind: 'text', text: value });

describe('a description', () => {
  it('falls into headings, paragraphs and lists', () => {
    expect(parseMarkdown('# Line-up\nFirst line\nsecond line\n\n- one\n- two\n\n1. first\n2. second')).toEqual([
      { kind: 'heading', content: [text('Line-up')] },
      { kind: 'paragraph', content: [text('First line'), text('\n'), text('second line')] },
      { kind: 'list', ordered: false, items: [[text('one')], [text('two')]] },
      { kind: 'list', ordered: true, items: [[text('first')], [text('second')]] },
    ]);
  });

  it('has strong words, emphasis, code and links', () => {
    expect(parseMarkdown('a **b** *c* `d` [e](https://e.example) https://f.example')).toEqual([
      {
        kind: 'paragraph',
        content: [
          text('a '),
          { kind: 'strong', text: 'b' },
          text(' '),
          { kind: 'emphasis', text: 'c' },
          text(' '),
          { kind: 'code', text: 'd' },
          text(' '),
          { kind: 'link', text: 'e', href: 'https://e.example' },
          text(' '),
          { kind: 'link', text: 'https://f.example', href: 'https://f.example' },
        ],
      },
    ]);
  });

  it.each(['<script>alert(1)</script>', '[x](javascript:alert(1))', '![x](data:text/html,y)'])(
    'shows as plain text what could do harm: %s',
    source => {
      expect(parseMarkdown(source)).toEqual([{ kind: 'paragraph', content: [text(source)] }]);
    },
  );

  it('is read in bounded time', () => {
    const before = process.threadCpuUsage();
    parseMarkdown('*'.repeat(50_000) + '['.repeat(50_000));
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(1_000);
  });
});
