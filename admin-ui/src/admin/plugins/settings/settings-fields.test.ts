import { describe, expect, it } from 'vitest';
import { constraintsOf, readSettings, settingsFields, shownValue } from './settings-fields.ts';

const schema = {
  type: 'object',
  required: ['key', 'holder'],
  properties: {
    rate: { type: 'number', minimum: 0, maximum: 5 },
    holder: { type: 'string', title: 'Account holder', maxLength: 70 },
    key: { type: 'string', sensitive: true, pattern: '^sk_' },
    mode: { enum: ['live', 'test'], default: 'test' },
    retries: { type: 'integer', minimum: 1 },
    loud: { type: 'boolean' },
    limits: { type: 'object' },
    notes: { type: 'string', maxLength: 2_000 },
  },
};
const fields = settingsFields(schema);
const field = (name: string) => fields.find(entry => entry.name === name)!;
const typed = (values: Record<string, string>) => (name: string) => values[name] ?? null;

describe('fields', () => {
  it('come from the properties, required ones first', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['key', 'secret'],
      ['holder', 'text'],
      ['rate', 'number'],
      ['mode', 'choice'],
      ['retries', 'integer'],
      ['loud', 'boolean'],
      ['limits', 'json'],
      ['notes', 'text'],
    ]);
    expect(field('holder')).toMatchObject({ label: 'Account holder', required: true, long: false });
    expect(field('notes')).toMatchObject({ label: 'notes', required: false, long: true });
  });

  it('say what a value has to be like', () => {
    expect(constraintsOf(field('holder'))).toBe('at most 70 characters');
    expect(constraintsOf(field('key'))).toBe('has to match ^sk_');
    expect(constraintsOf(field('rate'))).toBe('0 to 5');
    expect(constraintsOf(field('retries'))).toBe('A whole number, 1 or more');
    expect(constraintsOf(field('mode'))).toBeUndefined();
  });

  it('are none for a schema without properties', () => {
    expect(settingsFields({})).toEqual([]);
    expect(settingsFields({ properties: [], required: 'x' })).toEqual([]);
  });

  it('show what is stored, else the default, and never a secret', () => {
    expect(shownValue(field('key'), { key: '••••••••' })).toBe('');
    expect(shownValue(field('mode'), {})).toBe('1');
    expect(shownValue(field('mode'), { mode: 'live' })).toBe('0');
    expect(shownValue(field('rate'), { rate: 0 })).toBe('0');
    expect(shownValue(field('limits'), { limits: { a: 1 } })).toBe('{\n  "a": 1\n}');
  });
});

describe('settings', () => {
  it('are read by the kind of each field', () => {
    const values = { holder: 'Test Hall', rate: '2.5', mode: '0', retries: '3', loud: 'on', limits: '{"a":1}' };
    expect(readSettings(fields, {}, typed(values))).toEqual({
      settings: { holder: 'Test Hall', rate: 2.5, mode: 'live', retries: 3, loud: true, limits: { a: 1 } },
      faults: {},
    });
  });

  it('keep a secret that was not typed over, and take one that was', () => {
    const stored = { key: '••••••••' };
    expect(readSettings([field('key')], stored, typed({ key: '' })).settings).toEqual(stored);
    expect(readSettings([field('key')], stored, typed({ key: 'sk_new' })).settings).toEqual({ key: 'sk_new' });
    expect(readSettings([field('key')], {}, typed({ key: '' })).settings).toEqual({});
  });

  it('leave out what was emptied', () => {
    const stored = { holder: 'Old', rate: 1, mode: 'live' };
    expect(readSettings(fields, stored, typed({ holder: '', rate: '', mode: '-1' })).settings).toEqual({ loud: false });
  });

  it('name the field whose JSON cannot be read', () => {
    expect(readSettings(fields, {}, typed({ limits: '{' })).faults).toEqual({ limits: 'Is not valid JSON.' });
  });
});
