import { DomainError } from '@ticketbase/kernel';

/** Of which group an order has too few or too many add-ons. */
export interface AddOnGroupName {
  readonly id: string;
  readonly name: string;
}

export class AddOnRequiredError extends DomainError {
  static readonly code = 'ADD_ON_REQUIRED';
  static readonly summary =
    'The tickets need more add-ons of the group `addOnGroupId`, called `name`: `required` in all, not `chosen`.';
  constructor({ id, name }: AddOnGroupName, required: number, chosen: number) {
    super(`Choose ${required - chosen} more of “${name}”.`, {
      details: { addOnGroupId: id, name, required, chosen },
      issues: [{ path: 'input.items', message: `“${name}” needs ${required} in all.` }],
    });
  }
}

export class AddOnNotAllowedError extends DomainError {
  static readonly code = 'ADD_ON_NOT_ALLOWED';
  static readonly summary =
    'More add-ons of the group `addOnGroupId`, called `name`, than go with the tickets: `chosen` of at most `allowed`.';
  constructor({ id, name }: AddOnGroupName, allowed: number, chosen: number) {
    const message =
      allowed === 0
        ? `“${name}” is sold only with a ticket that it goes with.`
        : `At most ${allowed} of “${name}” go with these tickets.`;
    super(message, {
      details: { addOnGroupId: id, name, allowed, chosen },
      issues: [{ path: 'input.items', message }],
    });
  }
}

export class AddOnGroupInUseError extends DomainError {
  static readonly code = 'ADD_ON_GROUP_IN_USE';
  static readonly summary = 'The group still has add-ons; delete them, or move them to another group, first.';
  constructor() {
    super('This group still has add-ons. Delete them, or move them to another group, first.');
  }
}
