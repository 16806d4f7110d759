import { Access, Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import type { ClientOperation } from './client-operation.entity.ts';
import { ClientOperationType, RegisterOperationsInput } from './client-operation.type.ts';

@Resolver(() => ClientOperationType)
export class ClientOperationResolver {
  @Access('plugins:manage')
  @Query(() => [ClientOperationType], {
    description: 'The operations that the organization’s clients registered, and the server’s own.',
  })
  registeredOperations(@Ctx() { clientOperations }: PluginsContext) {
    return clientOperations.list();
  }

  @Access('plugins:manage')
  @Mutation(() => [ClientOperationType], {
    description:
      'Says what a client of the organization runs. A new version of a plugin that the organization has installed is refused if it would break one of them.',
  })
  registerOperations(
    @Arg('input', () => RegisterOperationsInput, { description: 'The client, and all its operations.' })
    input: RegisterOperationsInput,
    @Ctx() { clientOperations }: PluginsContext,
  ) {
    return clientOperations.register(input);
  }

  @FieldResolver(() => Boolean, { description: 'True for one of the server’s own clients, which operators register.' })
  forServer(@Root() operation: ClientOperation) {
    return operation.ownerOrganizationId === null;
  }
}
