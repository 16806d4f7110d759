import { useMutation } from 'urql';
import type { OrderFilter } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/states.tsx';

const ExportMutation = graphql(`
  mutation ExportOrders($filter: OrderFilter) { exportOrders(filter: $filter) { url } }
`);

/** Saves the orders that the list shows, on all of its pages, as a file for spreadsheets. */
export function ExportOrders({ filter }: { readonly filter: OrderFilter }) {
  const [{ fetching, error }, make] = useMutation(ExportMutation);
  const save = async () => {
    const { data } = await make({ filter });
    // The link is good once, so it is followed at once.
    if (data) window.location.assign(data.exportOrders.url);
  };
  return (
    <div className="stack">
      <Button busy={fetching} onClick={() => void save()}>
        Export as CSV
      </Button>
      {error && <Failure error={error} />}
    </div>
  );
}
