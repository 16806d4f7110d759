import type { TypedDocument } from '@ticketbase/subgraph-kit';

export const organizationForService = `
  query OrganizationForService($id: ID!) {
    organizationForService(id: $id) { id settings { holdMinutes } }
  }
` as TypedDocument<
  { organizationForService: { id: string; settings: { holdMinutes: number } } | null },
  { id: string }
>;
