import { type ReactNode, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useViewer, ViewerProvider } from '../viewer/viewer.tsx';
import { Account } from './account.tsx';
import './admin-layout.css';

interface Page {
  readonly to: string;
  readonly label: string;
  /** Shown to those who hold it; to everyone if absent. */
  readonly scope?: string;
}

const PAGES: readonly Page[] = [
  { to: '/admin', label: 'Dashboard' },
  { to: '/admin/events', label: 'Events', scope: 'events:read' },
  { to: '/admin/orders', label: 'Orders', scope: 'orders:read' },
  { to: '/admin/check-in', label: 'Check-in', scope: 'tickets:check_in' },
  { to: '/admin/plugins', label: 'Plugins', scope: 'plugins:read' },
  { to: '/admin/activity', label: 'Activity', scope: 'activity:read' },
  { to: '/admin/settings', label: 'Settings' },
];

/** The frame around the organizer's pages: where to go, who is signed in, for which organization. */
export function AdminLayout({ children }: { readonly children: ReactNode }) {
  return (
    <ViewerProvider>
      <Frame>{children}</Frame>
    </ViewerProvider>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const viewer = useViewer();
  const { pathname } = useLocation();
  // The menu of small screens is open on one page only: going somewhere closes it.
  const [openOn, setOpenOn] = useState<string>();
  const open = openOn === pathname;
  return (
    <div className="admin">
      <a className="skip-link button primary" href="#content">
        Skip to content
      </a>
      <header className="admin-side">
        <div className="admin-brand">
          <span>
            <small className="soft">TicketBase</small>
            <strong>{viewer.organization?.name ?? 'No organization'}</strong>
          </span>
          <button
            type="button"
            className="button plain admin-menu-button"
            aria-expanded={open}
            aria-controls="admin-menu"
            onClick={() => setOpenOn(open ? undefined : pathname)}
          >
            Menu
          </button>
        </div>
        <div id="admin-menu" className={open ? 'admin-menu open' : 'admin-menu'}>
          <nav aria-label="Main">
            <ul>
              {PAGES.filter(({ scope }) => !scope || viewer.can(scope)).map(({ to, label }) => (
                <li key={to}>
                  <NavLink to={to} end={to === '/admin'}>
                    {label}
                  </NavLink>
                </li>
              ))}
              <li>
                <a href="/explorer">API explorer</a>
              </li>
            </ul>
          </nav>
          <Account />
        </div>
      </header>
      <main id="content" className="admin-content stack" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
