import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, type Logger, NotFoundError, newId, singleLine } from '@ticketbase/kernel';
import { parseInput, type UploadedFile } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { EventEntity } from '../event/event.entity.ts';
import { EventNotEditableError } from '../event/event.errors.ts';
import { isEditable } from '../event/event.policy.ts';
import { lockEditable, recordUpdate } from '../event/lock-event.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { type EventImage, EventImageEntity } from './image.entity.ts';
import { TooManyImagesError } from './image.errors.ts';
import type { ImageStore } from './image-store.ts';
import { toPicture } from './picture.ts';

const MOST_IMAGES = 20;
const altText = singleLine({ most: 300, mayBeEmpty: true }).nullish();

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
    // Asked before the bytes are sent, and again under the lock: no lock waits for object storage.
    await this.requireRoom(this.scope.em, eventId);
    const imageId = newId();
    const objectKey = `events/${eventId}/${imageId}.webp`;
    await this.store.put(objectKey, picture.bytes);
    const id = await once(this.scope, { operation: 'uploadEventImage', key, input }, async tx => {
      const event = await lockEditable(tx, eventId);
      await this.requireRoom(tx, event.id);
      const { width, height } = picture;
      const { organizationId } = event;
      await tx.insert(EventImageEntity, {
        ...{ id: imageId, organizationId, eventId: event.id, objectKey, alt, width, height },
        createdAt: new Date(),
      });
      await recordUpdate(tx, event, ['images'], this.scope);
      return imageId;
    }).catch(async error => {
      await this.removeObjects([objectKey]);
      throw error;
    });
    // The key was used before: what was stored then is what is shown.
    if (id !== imageId) await this.removeObjects([objectKey]);
    return this.scope.em.findOneOrFail(EventImageEntity, { id });
  }

  /** Removes a picture of the viewer's organization. Throws NOT_FOUND, EVENT_NOT_EDITABLE. */
  async delete(id: string): Promise<boolean> {
    const orphan = await this.scope.em.transactional(async tx => {
      const image = isId(id) ? await tx.findOne(EventImageEntity, { id }) : null;
      if (!image) throw new NotFoundError('The image');
      const event = await lockEditable(tx, image.eventId);
      await tx.nativeDelete(EventImageEntity, { id: image.id });
      await recordUpdate(tx, event, ['images'], this.scope);
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

  /** Throws NOT_FOUND, EVENT_NOT_EDITABLE, TOO_MANY_IMAGES. */
  private async requireRoom(em: EntityManager, eventId: string): Promise<void> {
    const event = isId(eventId) ? await em.findOne(EventEntity, { id: eventId }) : null;
    if (!event) throw new NotFoundError('The event');
    if (!isEditable(event)) throw new EventNotEditableError(event.status);
    const images = await em.count(EventImageEntity, { eventId });
    if (images >= MOST_IMAGES) throw new TooManyImagesError(MOST_IMAGES);
  }
}
