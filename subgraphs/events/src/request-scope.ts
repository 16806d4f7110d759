import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '@ticketbase/kernel';

/** What every service of one request works with. */
export interface RequestScope {
  /** Sees the viewer's tenant only. */
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
}
