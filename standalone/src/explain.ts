import { ConfigurationError } from '@ticketbase/kernel';
import { PortTakenError } from './port.ts';

/** What the person at the terminal is told when the server cannot start. */
export function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return `\n${error.message}\n`;
  if (error instanceof PortTakenError) return `\n${error.message}\n`;
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EMBEDDED_DATA_IN_USE') {
    return `\nTicketBase runs already on these data: ${(error as Error).message}.\nStop it, or give this one its own with DATA_DIR=….\n`;
  }
  return `\nTicketBase could not start: ${error instanceof Error ? error.message : String(error)}\n`;
}
