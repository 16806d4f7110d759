import { buildSubgraph, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { ActivityResolver } from './activity/activity.resolver.ts';
import { OrganizationType } from './foreign/organization.type.ts';
import { PageViewResolver } from './page-view/page-view.resolver.ts';
import {
  EventAnalyticsResolver,
  EventReportResolver,
  OrganizationOverviewResolver,
  OrganizationReportResolver,
} from './report/report.resolver.ts';
import { SalesResolver } from './sales/sales.resolver.ts';

/** What analytics contributes to the supergraph. */
export const analyticsSchema: SubgraphSchema = buildSubgraph({
  name: 'analytics',
  resolvers: [
    SalesResolver,
    ActivityResolver,
    PageViewResolver,
    EventReportResolver,
    OrganizationReportResolver,
    EventAnalyticsResolver,
    OrganizationOverviewResolver,
  ],
  // No operation here leads to one, only the gateway's references do.
  types: [OrganizationType],
  references: {
    // Nothing of these is kept here but figures, which the services filter by the viewer's organization.
    Event: ({ id }: { id: string }) => ({ id }),
    Organization: ({ id }: { id: string }) => ({ id }),
  },
});
