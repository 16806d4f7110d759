import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { codeOf, Failure } from '../../ui/states.tsx';
import { isWebUrl } from '../web-url.ts';
import type { ShopOrder } from './order-page.tsx';

const ConfirmMutation = graphql(`
  mutation ConfirmPayment($orderToken: String!) { confirmPayment(orderToken: $orderToken) { id status } }
`);

/** How an order that waits is paid, and a way to ask whether the money came. */
export function Payment({ order, token }: { readonly order: ShopOrder; readonly token: string }) {
  const [{ fetching, error, data }, confirm] = useMutation(ConfirmMutation);
  const [asked, setAsked] = useState(false);
  const { nextAction, paymentInstructions, paymentReference } = order;
  const payAt = nextAction?.type === 'REDIRECT' && nextAction.url && isWebUrl(nextAction.url) ? nextAction.url : null;
  // Another request may be asking the provider at this moment; that is no fault.
  const busyElsewhere = codeOf(error) === 'ORDER_BUSY';
  return (
    <section className="card stack" aria-labelledby="pay">
      <h2 id="pay">How to pay</h2>
      {paymentInstructions && <p className="instructions">{paymentInstructions}</p>}
      {paymentReference && (
        <div className="row">
          <span>Reference</span>
          <code className="reference">{paymentReference}</code>
          <CopyButton text={paymentReference} label="Copy the reference" />
        </div>
      )}
      <div className="row no-print">
        {payAt && (
          <a className="button primary" href={payAt}>
            Go to the payment
          </a>
        )}
        <Button
          busy={fetching}
          onClick={async () => {
            await confirm({ orderToken: token });
            setAsked(true);
          }}
        >
          {asked ? 'Check again' : 'I have paid'}
        </Button>
      </div>
      <div role="status">
        {((asked && data?.confirmPayment.status === 'PENDING') || busyElsewhere) && !fetching && (
          <p className="soft">
            The payment has not arrived yet. As soon as it has, your tickets are here and in your mail.
          </p>
        )}
      </div>
      {error && !busyElsewhere && <Failure error={error} />}
    </section>
  );
}
