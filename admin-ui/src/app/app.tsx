import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { SessionProvider } from '../session/session.tsx';
import { Loading } from '../ui/states.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';

const Admin = lazy(async () => ({ default: (await import('../admin/admin.tsx')).Admin }));
const Shop = lazy(async () => ({ default: (await import('../shop/shop.tsx')).Shop }));

/** Two sites in one app: the organizer's pages under /admin, the buyers' under /shop. */
export function App() {
  return (
    <ErrorBoundary>
      <SessionProvider>
        <BrowserRouter>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route path="/admin/*" element={<Admin />} />
              <Route path="/shop/*" element={<Shop />} />
              <Route path="/" element={<Navigate to="/admin" replace />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </SessionProvider>
    </ErrorBoundary>
  );
}
