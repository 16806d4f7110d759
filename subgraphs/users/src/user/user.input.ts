import { singleLine } from '@ticketbase/kernel';
import { Field, InputType, Url } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

/** A name of a person or an organization. */
export const nameSchema = singleLine({ most: 100 });

/** An email address, in the one form in which it is stored and compared. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Must have at most 254 characters.')
  .pipe(z.email('Must be an email address.'));

@InputType('UpdateProfileInput', { description: 'What changes about the viewer; what is absent stays.' })
export class UpdateProfileInputType {
  @Field(() => String, { nullable: true, description: 'How the person is called, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => Url, { nullable: true, description: 'A picture of the person; null removes it.' })
  avatarUrl?: string | null;
}

export const updateProfileSchema = z.object({ name: nameSchema.nullish(), avatarUrl: z.string().nullish() });
