import { graphql } from '../generated/index.ts';

export const organizationForService = graphql(`
  query OrganizationForService($id: ID!) {
    organizationForService(id: $id) { id settings { holdMinutes } }
  }
`);
