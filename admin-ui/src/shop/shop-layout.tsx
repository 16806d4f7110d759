import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import './shop.css';

/** The frame around the buyers' pages. */
export function ShopLayout({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // A new page begins at its top, also for those who read it by keyboard or by ear.
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="shop">
      <a className="skip-link button primary" href="#content">
        Skip to content
      </a>
      <header className="shop-head">
        <Link className="shop-brand" to="/shop">
          TicketBase
        </Link>
        <nav aria-label="Main" className="row">
          <Link to="/shop">What is on</Link>
          <Link to="/admin">For organizers</Link>
        </nav>
      </header>
      <main id="content" className="shop-content stack" tabIndex={-1} ref={content}>
        {children}
      </main>
    </div>
  );
}
