import { expect, test } from 'vitest';
import { describeLine } from './log-reader.ts';

const line = { id: '1', at: '2026-03-01T12:00:00.000Z', level: 'INFO', source: 'greet', requestId: 'r' };

test('a line is shown with its fields, and a stack below it', () => {
  expect(describeLine({ ...line, message: 'guest greeted', fields: { visit: 1 } })).toBe(
    '2026-03-01T12:00:00.000Z INFO  greet: guest greeted {"visit":1}',
  );
  const stack = 'TypeError: no\n    at greet (plugin:door@1.0.0/src/backend.ts:11:30)';
  expect(describeLine({ ...line, level: 'ERROR', message: 'action greet threw', fields: { stack } })).toBe(
    `2026-03-01T12:00:00.000Z ERROR greet: action greet threw
    TypeError: no
        at greet (plugin:door@1.0.0/src/backend.ts:11:30)`,
  );
  expect(describeLine({ ...line, message: 'odd', fields: { stack: 1 } })).toMatch(/odd \{"stack":1\}$/);
  expect(describeLine({ ...line, message: 'bare', fields: null })).toMatch(/: bare$/);
});
