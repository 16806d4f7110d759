import { DomainError } from '@ticketbase/kernel';

export class EventInSeriesError extends DomainError {
  static readonly code = 'EVENT_IN_SERIES';
  static readonly summary = 'The event is a date of a series already (`seriesId`).';
  constructor(seriesId: string) {
    super('This event is a date of a series already.', { details: { seriesId } });
  }
}

export class EventNotInSeriesError extends DomainError {
  static readonly code = 'EVENT_NOT_IN_SERIES';
  static readonly summary = 'The event is no date of a series.';
  constructor() {
    super('This event is no date of a series.');
  }
}
