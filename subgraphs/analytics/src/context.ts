import type { SubgraphRequest } from '@ticketbase/kernel';
import type { RequestContext } from '@ticketbase/subgraph-kit';
import { ActivityService } from './activity/activity.service.ts';
import { PageViewService } from './page-view/page-view.service.ts';
import { ReportService } from './report/report.service.ts';
import { SalesService } from './sales/sales.service.ts';
import type { AnalyticsDatabase } from './store/analytics-database.ts';

/** The services of one request. */
export interface AnalyticsServices {
  readonly sales: SalesService;
  readonly activities: ActivityService;
  readonly reports: ReportService;
  readonly pageViews: PageViewService;
}

export type AnalyticsContext = RequestContext & AnalyticsServices;

/** Makes the services of one request, for its viewer. */
export const createServices =
  (database: AnalyticsDatabase) =>
  ({ viewer }: SubgraphRequest): AnalyticsServices => ({
    sales: new SalesService(database, viewer),
    activities: new ActivityService(database, viewer),
    reports: new ReportService(database, viewer),
    pageViews: new PageViewService(database),
  });
