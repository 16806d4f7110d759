import { useMutation } from 'urql';
import type { PriceRulesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Failure } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';

const UpdateMutation = graphql(`
  mutation UpdateOrderRules($input: OrderRulesInput!) {
    updateOrderRules(input: $input) { id buyersRenameAttendees updatedAt }
  }
`);

/** What buyers may do with their orders themselves. */
export function OrderRules({ rules }: { readonly rules: PriceRulesQuery['orderRules'] }) {
  const canWrite = useViewer().can('payments:write');
  const [{ fetching, error }, update] = useMutation(UpdateMutation);
  return (
    <section className="card stack" aria-labelledby="order-rules">
      <h2 id="order-rules">What buyers may change</h2>
      <label className="check">
        <input
          type="checkbox"
          checked={rules.buyersRenameAttendees}
          disabled={!canWrite || fetching}
          onChange={event => void update({ input: { buyersRenameAttendees: event.currentTarget.checked } })}
        />
        The names on their tickets, until the event begins
      </label>
      {error && <Failure error={error} />}
    </section>
  );
}
