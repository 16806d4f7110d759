import { useCallback, useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { CartInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { codeOf, Failure, Loading } from '../../ui/states.tsx';
import { formatRange } from '../event/when.ts';
import { placeLine } from '../event/where.ts';
import { eventOfCart, orderOfCart, recall } from '../visit/visit-memory.ts';
import { Breakdown } from './breakdown.tsx';
import { CartItems } from './cart-items.tsx';
import { CheckoutForm } from './checkout-form.tsx';
import { Countdown } from './countdown.tsx';
import { PromoCode } from './promo-code.tsx';
import './cart.css';

const CartQuery = graphql(`
  query CartInShop($token: String!) {
    cart(token: $token) {
      id token expiresAt promoCode
      event {
        id title slug startsAt endsAt timeZone status salesStartAt salesEndAt
        venue { id name address city country }
        organization { id name slug }
      }
      items {
        name quantity
        unitPrice { amount formatted }
        total { amount formatted }
        id
        ticketType {
          id kind available minPerOrder maxPerOrder
          addOnGroup { id }
          questions { id kind label helpText required choices condition { questionId values } }
        }
      }
      subtotal { amount formatted }
      discount { amount formatted }
      fees { amount formatted }
      tax { amount formatted }
      total { amount formatted }
      paymentMethods { id label description }
    }
  }
`);

const ReleaseMutation = graphql(`mutation ReleaseCart($token: String!) { releaseCart(token: $token) }`);

/** What the shop shows of a cart. */
export type ShopCart = NonNullable<CartInShopQuery['cart']>;

/** Refusals after which there is no cart to go on with. */
const GONE = new Set(['CART_EXPIRED', 'CART_CHECKED_OUT', 'NOT_FOUND']);

/** The cart behind a token, until it runs out or becomes an order. */
export function CartPage() {
  const { token = '' } = useParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: CartQuery, variables: { token } });
  const [over, setOver] = useState(false);
  const refresh = useCallback(() => reload({ requestPolicy: 'network-only' }), [reload]);
  const expire = useCallback(() => setOver(true), []);
  const order = recall(orderOfCart(token));
  if (order) return <Navigate to={order} replace />;
  if (over) return <CartGone token={token} />;
  if (data?.cart) return <Cart cart={data.cart} onGone={expire} />;
  if (error) return <Failure error={error} retry={refresh} />;
  return fetching || !data ? <Loading rows={5} /> : <CartGone token={token} />;
}

function Cart({ cart, onGone }: { readonly cart: ShopCart; readonly onGone: () => void }) {
  usePageTitle('Your cart');
  const { event } = cart;
  const leaveIfGone = useCallback(
    (code: string | undefined) => {
      if (code && GONE.has(code)) onGone();
    },
    [onGone],
  );
  return (
    <>
      <h1>Your cart</h1>
      <Countdown expiresAt={cart.expiresAt} onOver={onGone} />
      <div className="shop-columns">
        <CheckoutForm cart={cart} onRefusal={leaveIfGone} />
        <section className="card stack cart-summary" aria-labelledby="what">
          <h2 id="what">{event.title}</h2>
          <div className="soft">
            {formatRange(event.startsAt, event.endsAt, event.timeZone)}
            {event.venue && <div>{placeLine(event.venue)}</div>}
          </div>
          <CartItems cart={cart} onRefusal={leaveIfGone} />
          <PromoCode cart={cart} onRefusal={leaveIfGone} />
          <Breakdown amounts={cart} />
          <Release cart={cart} />
        </section>
      </div>
    </>
  );
}

function Release({ cart }: { readonly cart: ShopCart }) {
  const navigate = useNavigate();
  const [{ fetching, error }, release] = useMutation(ReleaseMutation);
  const { event } = cart;
  return (
    <>
      {error && <Failure error={error} />}
      <Button
        busy={fetching}
        onClick={async () => {
          const result = await release({ token: cart.token });
          // A cart that is gone is what was asked for.
          if (result.data || GONE.has(codeOf(result.error) ?? ''))
            navigate(`/shop/${event.organization.slug}/${event.slug}`);
        }}
      >
        Give the tickets back
      </Button>
    </>
  );
}

function CartGone({ token }: { readonly token: string }) {
  usePageTitle('Cart expired');
  const event = recall(eventOfCart(token));
  return (
    <>
      <h1>This cart has expired</h1>
      <div className="notice info stack" role="alert">
        <p>Its tickets went back on sale, and nothing was charged. You can choose tickets again.</p>
        <p>{event ? <Link to={event}>Choose tickets again</Link> : <Link to="/shop">See what is on</Link>}</p>
      </div>
    </>
  );
}
