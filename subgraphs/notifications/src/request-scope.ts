import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '@ticketbase/kernel';

/** What every service of one request shares. */
export interface RequestScope {
  /** Sees the viewer's organization only, unless a query says otherwise. */
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
}
