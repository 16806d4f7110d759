import type { SourceIssue } from '../bundle/build-plugin.ts';

/** What a command found out: `report` is its JSON document, `text` says the same to people. */
export interface CommandResult {
  exitCode: 0 | 1 | 3 | 4;
  report: { ok: boolean; command: string } & Record<string, unknown>;
  text: string;
}

/** A fault as it is printed, for editors to jump to. */
export const locatedFault = ({ file, line, column, message }: SourceIssue): string =>
  `${[file, line, column].filter(Boolean).join(':')}: ${message}`;

/** The end of a command that found faults in the plugin. */
export function faults(command: string, issues: SourceIssue[]): CommandResult {
  return { exitCode: 1, report: { ok: false, command, issues }, text: issues.map(locatedFault).join('\n') };
}
