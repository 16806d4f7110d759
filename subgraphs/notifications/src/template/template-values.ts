import type { Money } from '@ticketbase/kernel';

/** A line of a list: a text, and what it costs where it costs something. */
export interface ListEntry {
  readonly text: string;
  readonly amount?: Money;
}

/** What a placeholder stands for. Null and absent are the same: it stays empty. */
export type TemplateValue = string | Money | readonly ListEntry[] | null;

/** What fills a template, by placeholder. JSON, since it waits in the database. */
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

/**
 * How a placeholder's value reads:
 * - `text`: one line
 * - `lines`: text of several lines
 * - `url`: a link; the only kind that may stand inside an HTML tag
 * - `amount`: money, in the recipient's format
 * - `list`: one line per entry
 */
export type PlaceholderKind = 'text' | 'lines' | 'url' | 'amount' | 'list';

interface Placeholder {
  readonly kind: PlaceholderKind;
  readonly description: string;
  /** What previews and test messages show. */
  readonly sample: TemplateValue;
  /** The message would be useless without it: a template must use it. */
  readonly required?: boolean;
}

export type Placeholders = Readonly<Record<string, Placeholder>>;
