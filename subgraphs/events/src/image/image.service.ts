import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, isId, type Logger, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput, recordEvents, type UploadedFile } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Event } from '../event/event.entity.ts';
import { EventNotEditableError } from '../event/event.errors.ts';
import { isEditable } from '../event/event.policy.ts';
import { addRevision, lockEvent } from '../event/lock-event.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { type EventImage, EventImageEntity } from './image.entity.ts';
import { TooManyImagesError } from './image.errors.ts';
import type { ImageStore } from './image-store.ts';
import { toPicture } from './picture.ts';

const MOST_IMAGES = 20;
const altText = z.string().trim().max(300, 'Must have at most 300 characters.').nullish();

/** The pictures of events. They are seen with their event. */
export class ImageService {
  private readonly scope: RequestScope;
  private readonly store: ImageStore;
  private readonly logger: Logger;

  constructor(scope: RequestScope, store: ImageStore, logger: Logger) {
    this.scope = scope;
    this.store = store;
    this.logger = logger;
  }

  private readonly byEvent = new DataLoader<string, EventImage[]>(async eventIds => {
    const found = await this.scope.em.find(
      EventImageEntity,
      { eventId: { $in: [...eventIds] } },
      { filters: { tenant: false }, orderBy: { id: 'asc' } },
    );
    const byEvent = Map.groupBy(found, image => image.eventId);
    return eventIds.map(eventId => byEvent.get(eventId) ?? []);
  });

  ofEvent(event: { readonly id: string }): Promise<EventImage[]> {
    return this.byEvent.load(event.id);
  }

  link(image: EventImage): Promise<string> {
    return this.store.link(image.objectKey);
  }

  /**
   * Adds a picture to an event of the viewer's organization.
   * Throws NOT_FOUND, INVALID_IMAGE, TOO_MANY_IMAGES, EVENT_NOT_EDITABLE, SERVICE_UNAVAILABLE.
   */
  async upload(
    eventId: string,
    file: UploadedFile,
    given: string | null | undefined,
    key: string | null | undefined,
  ): Promise<EventImage> {
    const alt = parseInput(altText, given, 'alt') || null;
    const picture = await toPicture(file.bytes);
    const input = { eventId, alt, sha256: createHash('sha256').update(file.bytes).digest('hex') };
    const id = await once(this.scope, { operation: 'uploadEventImage', key, input }, async tx => {
      const event = await this.lockEditable(tx, eventId);
      if ((await tx.count(EventImageEntity, { eventId: event.id })) >= MOST_IMAGES)
        throw new TooManyImagesError(MOST_IMAGES);
      const { width, height } = picture;
      const { organizationId } = event;
      const imageId = newId();
      const objectKey = `events/${event.id}/${imageId}.webp`;
      await tx.insert(EventImageEntity, {
        ...{ id: imageId, organizationId, eventId: event.id, objectKey, alt, width, height },
        createdAt: new Date(),
      });
      await this.record(tx, event);
      // Last, so that a refusal stores nothing; if the commit after it fails, an unreferenced object remains, no dead link.
      await this.store.put(objectKey, picture.bytes);
      return imageId;
    });
    return this.scope.em.findOneOrFail(EventImageEntity, { id });
  }

  /** Removes a picture of the viewer's organization. Throws NOT_FOUND, EVENT_NOT_EDITABLE. */
  async delete(id: string): Promise<boolean> {
    const orphan = await this.scope.em.transactional(async tx => {
      const image = isId(id) ? await tx.findOne(EventImageEntity, { id }) : null;
      if (!image) throw new NotFoundError('The image');
      const event = await this.lockEditable(tx, image.eventId);
      await tx.nativeDelete(EventImageEntity, { id: image.id });
      await this.record(tx, event);
      const shared = await tx.count(EventImageEntity, { objectKey: image.objectKey });
      return shared === 0 ? [image.objectKey] : [];
    });
    this.scope.em.clear();
    await this.removeObjects(orphan);
    return true;
  }

  /** Gives the pictures of one event to its duplicate, which shares their bytes. */
  async copy(tx: EntityManager, fromEventId: string, toEventId: string): Promise<void> {
    const images = await tx.find(EventImageEntity, { eventId: fromEventId }, { orderBy: { id: 'asc' } });
    if (images.length === 0) return;
    const rows = images.map(({ organizationId, objectKey, alt, width, height, createdAt }) => ({
      ...{ id: newId(), eventId: toEventId, organizationId, objectKey, alt, width, height, createdAt },
    }));
    await tx.insertMany(EventImageEntity, rows);
  }

  /** The stored objects that only this event shows. */
  async objectsOnlyOf(tx: EntityManager, eventId: string): Promise<string[]> {
    const rows = await tx.execute<{ object_key: string }[]>(
      `select object_key from event_image
        where event_id = ?
          and object_key not in (select object_key from event_image where event_id <> ? and object_key in
            (select object_key from event_image where event_id = ?))`,
      [eventId, eventId, eventId],
    );
    return rows.map(row => row.object_key);
  }

  /** Removes objects that nothing shows any more. What cannot be removed now is logged: it costs space, and nothing else. */
  async removeObjects(keys: readonly string[]): Promise<void> {
    const { requestId } = this.scope;
    await Promise.all(
      keys.map(key =>
        this.store.remove(key).catch(error => this.logger.warn({ err: error, key, requestId }, 'image not removed')),
      ),
    );
  }

  private async lockEditable(tx: EntityManager, eventId: string): Promise<Event> {
    const event = await lockEvent(tx, eventId);
    if (!isEditable(event)) throw new EventNotEditableError(event.status);
    return event;
  }

  private async record(tx: EntityManager, event: Event): Promise<void> {
    const { id: eventId, title, slug, organizationId } = event;
    await addRevision(tx, event, ['images']);
    const payload = { eventId, title, slug, changed: ['images'] };
    await recordEvents(tx, domainEvent('event.updated', payload, { ...this.scope, organizationId }));
  }
}
