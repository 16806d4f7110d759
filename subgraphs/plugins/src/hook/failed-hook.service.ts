import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, NotFoundError, type Viewer } from '@ticketbase/kernel';
import { mapPage, type Page, paginate } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { FailedHookType } from './failed-hook.type.ts';
import { type HookDelivery, HookDeliveryEntity } from './hook-delivery.entity.ts';

export interface FailedHookParts {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly installations: InstallationService;
  /** Has the queue looked at, in this process. */
  wakeHooks(): void;
}

/** Events that hooks failed at for good. */
export class FailedHookService {
  private readonly parts: FailedHookParts;

  constructor(parts: FailedHookParts) {
    this.parts = parts;
  }

  /** A page of them, newest first. Throws FORBIDDEN. */
  async of(installation: PluginInstallation, page: ConnectionArgs): Promise<Page<FailedHookType>> {
    const { em, installations } = this.parts;
    installations.requireView(installation);
    const where = { installationId: installation.id, failedAt: { $ne: null } };
    return mapPage(await paginate(em, HookDeliveryEntity, page, { where, orderBy: { id: 'desc' } }), shown);
  }

  /** Has one run again, as often as a new one. Throws NOT_FOUND. */
  async replay(id: string): Promise<boolean> {
    this.parts.viewer.require('plugins:manage');
    const replayed = isId(id) ? await this.replayWhere({ id }) : 0;
    if (replayed === 0) throw new NotFoundError('The failed hook');
    return true;
  }

  /** Has all of an installation run again; answers how many. Throws NOT_FOUND. */
  async replayAll(installationId: string): Promise<number> {
    this.parts.viewer.require('plugins:manage');
    const installation = await this.parts.installations.find(installationId);
    if (!installation) throw new NotFoundError('The installation');
    return this.replayWhere({ installationId });
  }

  private async replayWhere(where: { id: string } | { installationId: string }): Promise<number> {
    const { em, wakeHooks } = this.parts;
    const again = { failedAt: null, attempts: 0, nextAttemptAt: new Date() };
    const replayed = await em.nativeUpdate(HookDeliveryEntity, { ...where, failedAt: { $ne: null } }, again);
    if (replayed > 0) wakeHooks();
    return replayed;
  }
}

const shown = ({ id, event, eventId, failedAt, attempts, error }: HookDelivery): FailedHookType => ({
  ...{ id, eventId, attempts },
  event: event.name,
  occurredAt: new Date(event.occurredAt),
  failedAt: failedAt!,
  requestId: event.requestId,
  error: error!,
});
