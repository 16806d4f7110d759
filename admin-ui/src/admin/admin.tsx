import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { useSession } from '../session/session.tsx';
import { Loading } from '../ui/states.tsx';
import { AdminLayout } from './layout/admin-layout.tsx';
import { NothingHere } from './layout/nothing-here.tsx';
import { Unreachable } from './layout/unreachable.tsx';
import { AcceptInvitation } from './sign-in/accept-invitation.tsx';
import { Register } from './sign-in/register.tsx';
import { ResetPassword } from './sign-in/reset-password.tsx';
import { SignIn } from './sign-in/sign-in.tsx';

const Dashboard = lazy(async () => ({ default: (await import('./dashboard/dashboard.tsx')).Dashboard }));
const Events = lazy(async () => ({ default: (await import('./events/events.tsx')).Events }));
const Orders = lazy(async () => ({ default: (await import('./orders/orders.tsx')).Orders }));
const Plugins = lazy(async () => ({ default: (await import('./plugins/plugins.tsx')).Plugins }));
const Activity = lazy(async () => ({ default: (await import('./activity/activity.tsx')).ActivityLog }));
const CheckIn = lazy(async () => ({ default: (await import('./check-in/check-in.tsx')).CheckIn }));
const OfflineCheckIn = lazy(async () => ({
  default: (await import('./check-in/offline/offline-check-in.tsx')).OfflineCheckIn,
}));
const Settings = lazy(async () => ({ default: (await import('./settings/settings.tsx')).Settings }));

/** The organizer's pages; whoever is not signed in sees the way in. */
export function Admin() {
  const { state } = useSession();
  if (state === 'starting') return <Loading />;
  if (state === 'signed-out') return <WayIn />;
  if (state === 'unreachable') return <WithoutNetwork />;
  // Links of mails work for whoever opens them, signed in or not.
  return (
    <Routes>
      <Route path="reset-password" element={<ResetPassword />} />
      <Route path="invitation" element={<AcceptInvitation />} />
      <Route path="*" element={<Pages />} />
    </Routes>
  );
}

function Pages() {
  return (
    <AdminLayout>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route index element={<Dashboard />} />
          <Route path="events/*" element={<Events />} />
          <Route path="orders/*" element={<Orders />} />
          <Route path="check-in" element={<CheckIn />} />
          <Route path="plugins/*" element={<Plugins />} />
          <Route path="activity" element={<Activity />} />
          <Route path="settings/*" element={<Settings />} />
          <Route path="*" element={<NothingHere />} />
        </Routes>
      </Suspense>
    </AdminLayout>
  );
}

/** Who is signed in comes to light when there is a network again; one page goes on until then. */
function WithoutNetwork() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="check-in" element={<OfflineCheckIn />} />
        <Route path="*" element={<Unreachable />} />
      </Routes>
    </Suspense>
  );
}

function WayIn() {
  return (
    <Routes>
      <Route path="register" element={<Register />} />
      <Route path="reset-password" element={<ResetPassword />} />
      <Route path="invitation" element={<AcceptInvitation />} />
      <Route path="*" element={<SignIn />} />
    </Routes>
  );
}
