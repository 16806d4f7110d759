import { useState } from 'react';
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

/** Refusals after which what was asked for waits for the rest: tickets and what goes with them change together. */
const INCOMPLETE = new Set(['ADD_ON_REQUIRED', 'ADD_ON_NOT_ALLOWED']);

/** What is in the cart, and how many of each. Giving back the last ticket is done by giving back the cart. */
export function CartItems({ cart, onRefusal }: CartItemsProps) {
  const [{ fetching, error }, update] = useMutation(UpdateCartMutation);
  const [wanted, setWanted] = useState<Readonly<Record<string, number>>>({});
  const quantityOf = ({ ticketType, quantity }: ShopCart['items'][number]) => wanted[ticketType.id] ?? quantity;
  const change = async (ticketTypeId: string, quantity: number) => {
    const items = cart.items
      .map(item => ({
        ticketTypeId: item.ticketType.id,
        quantity: item.ticketType.id === ticketTypeId ? quantity : quantityOf(item),
      }))
      .filter(item => item.quantity > 0);
    if (items.length === 0) return;
    const result = await update({ token: cart.token, input: { items } });
    const code = codeOf(result.error);
    setWanted(INCOMPLETE.has(code ?? '') ? { ...wanted, [ticketTypeId]: quantity } : {});
    onRefusal(code);
  };
  return (
    <>
      <ul className="plain-list">
        {cart.items.map(item => {
          const { ticketType, name, unitPrice, total } = item;
          return (
            <li key={ticketType.id} className="cart-item">
              <span>
                <strong>{name}</strong>
                <span className="soft"> {unitPrice.formatted} each</span>
              </span>
              <span className="row between">
                <Stepper
                  name={name}
                  quantity={quantityOf(item)}
                  min={cart.items.length === 1 ? Math.max(1, ticketType.minPerOrder) : ticketType.minPerOrder}
                  max={Math.min(ticketType.maxPerOrder, item.quantity + ticketType.available)}
                  disabled={fetching}
                  onChange={next => void change(ticketType.id, next)}
                />
                <span className="numeric">{total.formatted}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {error && <Failure error={error} />}
      {Object.keys(wanted).length > 0 && (
        <p className="soft" role="status">
          Your change is kept here until the rest fits; nothing has been given back yet.
        </p>
      )}
    </>
  );
}
