import { DomainError } from '@ticketbase/kernel';

export class TicketAlreadyUsedError extends DomainError {
  static readonly code = 'TICKET_ALREADY_USED';
  static readonly summary = 'The ticket was used before: `checkedInAt`, by `checkedInBy` (`id` and `name`, if known).';
  readonly checkedInAt: Date;
  readonly checkedInBy: { readonly id: string; readonly name: string | null } | null;
  constructor(checkedInAt: Date, checkedInBy: { readonly id: string; readonly name: string | null } | null) {
    super('This ticket has been used.', { details: { checkedInAt: checkedInAt.toISOString(), checkedInBy } });
    this.checkedInAt = checkedInAt;
    this.checkedInBy = checkedInBy;
  }
}

export class TicketNotUsedError extends DomainError {
  static readonly code = 'TICKET_NOT_USED';
  static readonly summary = 'The ticket is not checked in, so that there is nothing to undo.';
  constructor() {
    super('This ticket is not checked in.');
  }
}
