import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { codeOf, Failure } from '../../ui/states.tsx';
import { Stepper } from '../event/stepper.tsx';
import type { ShopCart } from './cart-page.tsx';

const UpdateCartMutation = graphql(`
  mutation UpdateCart($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }
`);

interface CartItemsProps {
  readonly cart: ShopCart;
  /** Called with the code of a change that was refused. */
  readonly onRefusal: (code: string | undefined) => void;
}

/** What is in the cart, and how many of each. Giving back the last ticket is done by giving back the cart. */
export function CartItems({ cart, onRefusal }: CartItemsProps) {
  const [{ fetching, error }, update] = useMutation(UpdateCartMutation);
  const change = async (ticketTypeId: string, quantity: number) => {
    const items = cart.items
      .map(({ ticketType, ...item }) => ({
        ticketTypeId: ticketType.id,
        quantity: ticketType.id === ticketTypeId ? quantity : item.quantity,
      }))
      .filter(item => item.quantity > 0);
    if (items.length === 0) return;
    const result = await update({ token: cart.token, input: { items } });
    onRefusal(codeOf(result.error));
  };
  return (
    <>
      <ul className="plain-list">
        {cart.items.map(({ ticketType, name, quantity, unitPrice, total }) => (
          <li key={ticketType.id} className="cart-item">
            <span>
              <strong>{name}</strong>
              <span className="soft"> {unitPrice.formatted} each</span>
            </span>
            <span className="row between">
              <Stepper
                name={name}
                quantity={quantity}
                min={cart.items.length === 1 ? Math.max(1, ticketType.minPerOrder) : ticketType.minPerOrder}
                max={Math.min(ticketType.maxPerOrder, quantity + ticketType.available)}
                disabled={fetching}
                onChange={next => void change(ticketType.id, next)}
              />
              <span className="numeric">{total.formatted}</span>
            </span>
          </li>
        ))}
      </ul>
      {error && <Failure error={error} />}
    </>
  );
}
