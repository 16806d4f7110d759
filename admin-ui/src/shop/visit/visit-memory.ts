/**
 * What this tab remembers of a visit, such as which order a cart became. Where the browser keeps nothing, pages work
 * without it.
 */
export function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is full or forbidden: see above.
  }
}

/** Where the event of a cart is sold, for the way back from a cart that has run out. */
export const eventOfCart = (cartToken: string) => `event-of-cart:${cartToken}`;

/** The page of the order that a cart became. */
export const orderOfCart = (cartToken: string) => `order-of-cart:${cartToken}`;
