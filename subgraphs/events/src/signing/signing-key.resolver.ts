import { Access, Arg, Ctx, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { SigningKeyObject } from './signing-key.type.ts';

@Resolver(() => SigningKeyObject)
export class SigningKeyResolver {
  @Access('tickets:check_in')
  @Query(() => [SigningKeyObject], {
    description:
      "The keys that verify the QR codes of the organization's tickets without a network, the current one first.",
  })
  ticketSigningKeys(@Ctx() { signingKeys }: EventsContext) {
    return signingKeys.list();
  }

  @Access('organization:write')
  @Mutation(() => [SigningKeyObject], {
    description:
      'Signs tickets with a new key from now on, and answers with all keys. Tickets stay valid, and so do their codes.',
  })
  rotateTicketSigningKey(
    @Arg('revokePrevious', () => Boolean, {
      defaultValue: false,
      description:
        'Makes void every QR code that the key before signed, because it became known: their holders must open the ticket anew.',
    })
    revokePrevious: boolean,
    @Arg('idempotencyKey', () => String, {
      nullable: true,
      description: 'Makes the rotation safe to repeat: the same key and input change nothing more.',
    })
    idempotencyKey: string | null | undefined,
    @Ctx() { signingKeys }: EventsContext,
  ) {
    return signingKeys.rotate(revokePrevious, idempotencyKey);
  }
}
