import { Access, Arg, Ctx, ID, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { Reconciliation } from './reconciliation.type.ts';

@Resolver(() => Reconciliation)
export class ReconciliationResolver {
  @Access('operator')
  @Query(() => Reconciliation, {
    description:
      'Compares orders, ledger, stock and tickets of one organization, or of all. What is being changed at the moment is looked at again before it is reported.',
  })
  reconciliation(
    @Arg('organizationId', () => ID, { nullable: true, description: 'The organization; all of them if absent.' })
    organizationId: string | null | undefined,
    @Ctx() { reconciliation }: PaymentsContext,
  ): Promise<Reconciliation> {
    return reconciliation.reconcile(organizationId ?? null);
  }
}
