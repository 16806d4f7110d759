/** How much a finding weighs: what a reviewer should know, should look at, or what no version may have. */
export type FindingSeverity = 'INFO' | 'WARNING' | 'SEVERE';

/** What a look at a bundle found. */
export interface Finding {
  readonly severity: FindingSeverity;
  readonly code: FindingCode;
  /** The file of the bundle. */
  readonly file: string;
  /** Counted from 1; null where the finding is about the whole file. */
  readonly line: number | null;
  readonly message: string;
}

/** The kinds of findings, and what each means. */
export const FINDING_CODES = {
  DYNAMIC_CODE: 'Code is made out of text while it runs.',
  HIDDEN_CODE: 'Code is decoded before it is run, so that it cannot be read.',
  OBFUSCATED: 'The code was made hard to read.',
  LONG_LINE: 'A line of the backend is too long to be read; its build does not shorten lines.',
  LONG_TEXT: 'A long text without words stands in the code.',
  UNDECLARED_HOST: 'An address of a host stands in the code that the manifest does not declare.',
  SECRET: 'A secret stands in the bundle.',
  NOT_PARSED: 'The code cannot be parsed.',
  UNEXPECTED_FILE: 'The bundle has a file that the build does not make.',
  LARGE: 'The code is large for what a plugin is.',
} as const;
export type FindingCode = keyof typeof FINDING_CODES;
