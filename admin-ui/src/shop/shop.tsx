import { Route, Routes } from 'react-router';
import { CartPage } from './cart/cart-page.tsx';
import { EventPage } from './event/event-page.tsx';
import { Listing } from './listing/listing.tsx';
import { OrderPage } from './order/order-page.tsx';
import { ShopLayout } from './shop-layout.tsx';
import { ShopNotFound } from './shop-not-found.tsx';
import { Unsubscribe } from './unsubscribe/unsubscribe.tsx';
import { WaitingPage } from './waiting/waiting-page.tsx';
import { WaitlistPage } from './waitlist/waitlist-page.tsx';

/** The buyers' pages. Nobody signs in here: carts and orders are opened by the tokens in their addresses. */
export function Shop() {
  return (
    <ShopLayout>
      <Routes>
        <Route index element={<Listing />} />
        <Route path="cart/:token" element={<CartPage />} />
        <Route path="orders/:token" element={<OrderPage />} />
        <Route path="unsubscribe" element={<Unsubscribe />} />
        <Route path="waiting-room/:eventId" element={<WaitingPage />} />
        <Route path="waitlist/:token" element={<WaitlistPage />} />
        <Route path=":organization" element={<Listing />} />
        <Route path=":organization/:slug" element={<EventPage />} />
        <Route path="*" element={<ShopNotFound />} />
      </Routes>
    </ShopLayout>
  );
}
