import { useState } from 'react';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import type { ShopCart } from './cart-page.tsx';

/** The ways to pay; the first is chosen until the buyer says otherwise. */
export function PaymentMethods({ cart }: { readonly cart: ShopCart }) {
  const { paymentMethods: methods, event, token } = cart;
  const [chosen, choose] = useState(methods[0]?.id ?? '');
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
            onChange={() => choose(id)}
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
      <ExtensionSlot
        target="PAYMENT_METHODS"
        organization={event.organization.slug}
        context={{ cartToken: token, method: chosen }}
        pluginId={chosen.split(':')[0]}
        bare
      />
    </fieldset>
  );
}
