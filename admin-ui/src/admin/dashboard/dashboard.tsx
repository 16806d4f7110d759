import { useQuery } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import { graphql } from '../../generated/index.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LatestOrders } from './latest-orders.tsx';
import { Sales } from './sales.tsx';
import { UpcomingEvents } from './upcoming-events.tsx';
import './dashboard.css';

const AnyEventQuery = graphql(`query AnyEvent { events(first: 1) { totalCount } }`);

const context = { additionalTypenames: ['Event'] };

/** How things stand: what was sold, who ordered, what comes next. Shows what the viewer may see. */
export function Dashboard() {
  usePageTitle('Dashboard');
  const viewer = useViewer();
  const canSeeEvents = viewer.can('events:read');
  const [{ data }] = useQuery({ query: AnyEventQuery, pause: !canSeeEvents, context });
  if (data?.events.totalCount === 0) return <FirstSteps />;
  return (
    <>
      <h1>Dashboard</h1>
      {viewer.can('analytics:read') && <Sales />}
      <div className="dashboard-pair">
        {canSeeEvents && <UpcomingEvents />}
        {viewer.can('orders:read') && <LatestOrders />}
        {viewer.organization && (
          <ExtensionSlot target="DASHBOARD_WIDGET" context={{ organizationId: viewer.organization.id }} />
        )}
      </div>
    </>
  );
}
