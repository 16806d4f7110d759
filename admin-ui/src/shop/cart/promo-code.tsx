import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { codeOf, Failure, faultOf, messageOf } from '../../ui/states.tsx';
import type { ShopCart } from './cart-page.tsx';

const ApplyMutation = graphql(`
  mutation ApplyPromoCode($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }
`);

interface PromoCodeProps {
  readonly cart: ShopCart;
  /** Called with the code of a refusal. */
  readonly onRefusal: (code: string | undefined) => void;
}

/** A code that lowers the price. */
export function PromoCode({ cart, onRefusal }: PromoCodeProps) {
  const [{ fetching, error }, apply] = useMutation(ApplyMutation);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const code = String(new FormData(form).get('code') ?? '').trim();
    const result = await apply({ token: cart.token, code });
    onRefusal(codeOf(result.error));
    if (result.data) form.reset();
  };
  const invalid = codeOf(error)?.startsWith('PROMO_CODE_') && error ? messageOf(error) : faultOf(error, 'code');
  return (
    <form className="promo-code" onSubmit={submit}>
      <TextField label="Promo code" name="code" autoComplete="off" required maxLength={100} fault={invalid} />
      <Button type="submit" busy={fetching}>
        Apply
      </Button>
      {error && !invalid && <Failure error={error} />}
      {cart.promoCode && (
        <p className="promo-code-applied" role="status">
          <span className="badge good">{cart.promoCode}</span> is applied.
        </p>
      )}
    </form>
  );
}
