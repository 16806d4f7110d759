import { DomainError } from '@ticketbase/kernel';

export class QuestionInUseError extends DomainError {
  static readonly code = 'QUESTION_IN_USE';
  static readonly summary = 'Whether other questions are asked depends on this one: `questionIds`.';
  constructor(questionIds: readonly string[]) {
    super('Whether other questions are asked depends on this one. Change them first.', {
      details: { questionIds: [...questionIds] },
    });
  }
}

export class AnswersClosedError extends DomainError {
  static readonly code = 'ANSWERS_CLOSED';
  static readonly summary =
    'The event has begun or was called off, or the ticket is void or someone else’s: its buyer cannot change answers.';
  constructor() {
    super('These answers cannot be changed any more.');
  }
}
