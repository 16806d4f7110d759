import { DomainError } from '@ticketbase/kernel';

/** A test would go to someone outside the organization. */
export class TestRecipientNotMemberError extends DomainError {
  static readonly code = 'TEST_RECIPIENT_NOT_MEMBER';
  static readonly summary = 'Tests of messages go to members of the organization only.';
  constructor() {
    const message = 'Must be the address of a member of the organization.';
    super('A test can be sent to members of the organization only.', { issues: [{ path: 'to', message }] });
  }
}
