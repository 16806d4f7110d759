import type { UploadedFile } from '@ticketbase/subgraph-kit';
import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Resolver,
  Root,
  Upload,
  Url,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import type { EventImage } from './image.entity.ts';
import { EventImageObject } from './image.type.ts';

@Resolver(() => EventImageObject)
export class ImageResolver {
  @FieldResolver(() => Url, {
    description: 'Where the picture can be fetched; good for at least 23 hours. Ask again rather than store it.',
  })
  url(@Root() image: EventImage, @Ctx() { images }: EventsContext) {
    return images.link(image);
  }

  @Access('events:write')
  @Mutation(() => EventImageObject, {
    description: 'Adds a picture (JPEG, PNG, WebP, AVIF or GIF, at most 8 MiB) to an event, of which there may be 20.',
  })
  uploadEventImage(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('file', () => Upload, { description: 'The picture.' }) file: UploadedFile,
    @Arg('alt', () => String, {
      nullable: true,
      description: 'What the picture shows, for those who cannot see it; at most 300 characters.',
    })
    alt: string | null | undefined,
    @Arg('idempotencyKey', () => String, { nullable: true, description: 'Makes the upload safe to repeat.' })
    idempotencyKey: string | null | undefined,
    @Ctx() { images }: EventsContext,
  ) {
    return images.upload(eventId, file, alt, idempotencyKey);
  }

  @Access('events:write')
  @Mutation(() => Boolean, { description: 'Removes a picture from its event.' })
  deleteEventImage(@Arg('id', () => ID, { description: 'The picture.' }) id: string, @Ctx() { images }: EventsContext) {
    return images.delete(id);
  }
}
