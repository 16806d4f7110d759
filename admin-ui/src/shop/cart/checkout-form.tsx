import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { codeOf, Failure, faultOf } from '../../ui/states.tsx';
import { orderOfCart, remember } from '../visit/visit-memory.ts';
import { isWebUrl } from '../web-url.ts';
import { attendeesInput, type Details, slotsOf } from './attendee-details.ts';
import { Attendees, hasAttendeeFault } from './attendees.tsx';
import type { ShopCart } from './cart-page.tsx';
import { hasInvoiceFault, InvoiceAddress, invoiceAddressOf } from './invoice-address.tsx';
import { PaymentMethods } from './payment-methods.tsx';

const CheckoutMutation = graphql(`
  mutation Checkout($input: CheckoutInput!) {
    checkout(input: $input) { orderToken nextAction { type url } order { id } }
  }
`);

/** Refusals that leave open what becomes of the attempt: sent again, it must be the same attempt. */
const UNSETTLED = new Set(['ORDER_BUSY', 'IDEMPOTENCY_KEY_IN_USE', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

interface CheckoutFormProps {
  readonly cart: ShopCart;
  /** Called with the code of a refusal. */
  readonly onRefusal: (code: string | undefined) => void;
}

/** Who buys, who comes, and how it is paid. */
export function CheckoutForm({ cart, onRefusal }: CheckoutFormProps) {
  const navigate = useNavigate();
  const [{ fetching, error }, checkout] = useMutation(CheckoutMutation);
  const [idempotencyKey, renewKey] = useIdempotencyKey();
  const [details, setDetails] = useState<Readonly<Record<string, Details>>>({});
  const slots = slotsOf(cart.items);
  const isFree = cart.total.amount === 0;
  const cannotPay = !isFree && cart.paymentMethods.length === 0;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const buyer = { name: String(form.get('name') ?? ''), email: String(form.get('email') ?? '') };
    const attendees = attendeesInput(slots, details, buyer);
    const paymentMethod = isFree ? undefined : String(form.get('paymentMethod') ?? '') || undefined;
    // A provider sends the buyer back here; by then this tab knows the order, and the page leads to it.
    const returnUrl = `${window.location.origin}/shop/cart/${cart.token}`;
    const result = await checkout({
      input: {
        cartToken: cart.token,
        buyer,
        attendees,
        invoiceAddress: invoiceAddressOf(form),
        paymentMethod,
        returnUrl,
        idempotencyKey,
      },
    });
    const code = codeOf(result.error);
    if (result.error && !result.error.networkError && !UNSETTLED.has(code ?? '')) renewKey();
    onRefusal(code);
    if (!result.data) return;
    const { orderToken, nextAction } = result.data.checkout;
    const order = `/shop/orders/${orderToken}`;
    remember(orderOfCart(cart.token), order);
    if (nextAction.type === 'REDIRECT' && nextAction.url && isWebUrl(nextAction.url)) {
      window.location.assign(nextAction.url);
      return;
    }
    // The cart is no more: the way back from the order leads past it.
    navigate(order, { replace: true });
  };

  const nameFault = faultOf(error, 'buyer.name');
  const emailFault = faultOf(error, 'buyer.email');
  return (
    <form className="card stack" aria-labelledby="checkout" onSubmit={submit}>
      <h2 id="checkout">Checkout</h2>
      <TextField label="Your name" name="name" autoComplete="name" required maxLength={200} fault={nameFault} />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={320}
        hint="The tickets are sent there."
        fault={emailFault}
      />
      <Attendees
        slots={slots}
        details={details}
        error={error}
        onChange={(key, filled) => setDetails(current => ({ ...current, [key]: filled }))}
      />
      {!isFree && <InvoiceAddress error={error} />}
      {!isFree && cart.paymentMethods.length > 0 && <PaymentMethods cart={cart} />}
      {cannotPay && (
        <p className="notice bad" role="alert">
          The organizer has not set up a way to pay yet, so these tickets cannot be bought at the moment.
        </p>
      )}
      {error && !nameFault && !emailFault && !hasAttendeeFault(error) && !hasInvoiceFault(error) && (
        <Failure error={error} />
      )}
      <Button type="submit" look="primary" busy={fetching} disabled={cannotPay}>
        {isFree ? 'Get the tickets' : `Order for ${cart.total.formatted}`}
      </Button>
    </form>
  );
}
