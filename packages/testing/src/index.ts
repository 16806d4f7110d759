import { createLogger } from '@ticketbase/kernel';

export { type DatabaseConformance, databaseConformance, schemaConformance } from './conformance.ts';
export { everyField } from './every-field.ts';
export { type CommandHandler, fakeEndpoint } from './fake-endpoint.ts';
export { type QueryPlan, queryPlans } from './query-plans.ts';
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
export { type TestViewerOptions, testViewer } from './test-viewer.ts';

/** A logger for tests that do not read the log. */
export const silentLogger = createLogger('test', 'silent');
