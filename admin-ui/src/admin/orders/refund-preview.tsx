import { useQuery } from 'urql';
import type { RefundOrderInput } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { messageOf } from '../../ui/states.tsx';

const PreviewQuery = graphql(`
  query RefundPreview($input: RefundOrderInput!) {
    refundPreview(input: $input) {
      amount { formatted }
      tax { amount formatted }
      feesKept { amount formatted }
      available { formatted }
      tickets
    }
  }
`);

/** What the server would give back for what is chosen now. */
export function RefundPreview({ input }: { readonly input: RefundOrderInput | undefined }) {
  const [{ data, error, stale, fetching }] = useQuery({
    query: PreviewQuery,
    variables: { input: input ?? { orderId: '' } },
    pause: !input,
    requestPolicy: 'cache-and-network',
  });
  const preview = data?.refundPreview;
  return (
    <div role="status" aria-busy={stale || fetching}>
      {!input && <p className="soft">Choose what to give back.</p>}
      {input && error && <p className="notice bad">{messageOf(error)}</p>}
      {input && preview && !error && (
        <p>
          Gives <strong>{preview.amount.formatted}</strong> back
          {preview.tax.amount > 0 && `, with ${preview.tax.formatted} of tax in it`}
          {preview.feesKept.amount > 0 && `; ${preview.feesKept.formatted} of fees are kept`}.{' '}
          {preview.tickets > 0 &&
            `${preview.tickets} ${preview.tickets === 1 ? 'ticket becomes' : 'tickets become'} void.`}
        </p>
      )}
    </div>
  );
}
