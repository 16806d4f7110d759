import type { ShopCart } from './cart-page.tsx';

/** The ways to pay; the first is chosen until the buyer says otherwise. */
export function PaymentMethods({ methods }: { readonly methods: ShopCart['paymentMethods'] }) {
  return (
    <fieldset className="payment-methods">
      <legend>How do you want to pay?</legend>
      {methods.map(({ id, label, description }, index) => (
        <div key={id} className="payment-method">
          <input
            type="radio"
            name="paymentMethod"
            id={`pay-${id}`}
            value={id}
            required
            defaultChecked={index === 0}
            aria-describedby={description ? `pay-${id}-description` : undefined}
          />
          <div>
            <label htmlFor={`pay-${id}`}>{label}</label>
            {description && (
              <div className="soft" id={`pay-${id}-description`}>
                {description}
              </div>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
