import type { SourceIssue } from '../bundle/source-files.ts';
import { describeFault, type ServerFault } from './server.ts';

/** What a command found out: `report` is its JSON document, `text` says the same to people. */
export interface CommandResult {
  exitCode: 0 | 1 | 3 | 4;
  report: { ok: boolean; command: string } & Record<string, unknown>;
  text: string;
}

/** What a command that goes on for a while is given. */
export interface CommandRun {
  /** Says something before the end: one line of JSON, or text. */
  emit(report: Record<string, unknown>, text: string): void;
  /** Ends the command. */
  readonly signal: AbortSignal;
  /** Ends what else the command started. */
  stop(): void;
}

/** A fault as it is printed, for editors to jump to. */
export const locatedFault = ({ file, line, column, message }: SourceIssue): string =>
  `${[file, line, column].filter(Boolean).join(':')}: ${message}`;

/** The end of a command that found faults in the plugin. */
export function faults(command: string, issues: SourceIssue[]): CommandResult {
  return { exitCode: 1, report: { ok: false, command, issues }, text: issues.map(locatedFault).join('\n') };
}

/** The end of a command that a server refused or failed. */
export function serverFault(command: string, fault: ServerFault, about: Record<string, unknown>): CommandResult {
  const { reason, code, message, issues } = fault;
  return {
    exitCode: reason === 'refused' ? 3 : 4,
    report: { ok: false, command, ...about, code, message, issues },
    text: describeFault(fault),
  };
}
