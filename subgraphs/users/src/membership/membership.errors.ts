import { DomainError } from '@ticketbase/kernel';

export class InvalidRoleChangeError extends DomainError {
  static readonly code = 'INVALID_ROLE_CHANGE';
  static readonly summary =
    'The role cannot be given or taken: `reason` is ABOVE_OWN_ROLE if it reaches further than the one who gives or takes it, LAST_OWNER if no owner would be left.';
  constructor(reason: 'ABOVE_OWN_ROLE' | 'LAST_OWNER') {
    const messages = {
      ABOVE_OWN_ROLE: 'You can give and take only roles that reach no further than your own.',
      LAST_OWNER: 'An organization needs an owner: make someone else one first.',
    };
    super(messages[reason], { details: { reason } });
  }
}

export class AlreadyMemberError extends DomainError {
  static readonly code = 'ALREADY_MEMBER';
  static readonly summary = 'The person belongs to the organization already.';
  constructor() {
    super('This person is a member already.');
  }
}
