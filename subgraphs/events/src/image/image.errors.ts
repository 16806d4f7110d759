import { DomainError } from '@ticketbase/kernel';

export class InvalidImageError extends DomainError {
  static readonly code = 'INVALID_IMAGE';
  static readonly summary = 'The file is not a picture of a kind and size that is accepted.';
  constructor(message: string) {
    super(message, { issues: [{ path: 'file', message }] });
  }
}

export class TooManyImagesError extends DomainError {
  static readonly code = 'TOO_MANY_IMAGES';
  static readonly summary = 'The event has as many pictures as an event can have (`most`).';
  constructor(most: number) {
    super(`An event has at most ${most} pictures.`, { details: { most } });
  }
}
