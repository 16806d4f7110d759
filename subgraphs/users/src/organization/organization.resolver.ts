import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { MembershipConnection } from '../membership/membership.type.ts';
import type { Organization } from './organization.entity.ts';
import { UpdateOrganizationInputType } from './organization.input.ts';
import { OrganizationSettingsType, OrganizationType } from './organization.type.ts';

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Access('public')
  @Query(() => OrganizationType, {
    nullable: true,
    description: 'The organization that the viewer acts for; null for guests.',
  })
  viewerOrganization(@Ctx() { organizations }: UsersContext) {
    return organizations.ofViewer();
  }

  @Access('public')
  @Query(() => OrganizationType, { nullable: true, description: 'The public face of the organization with this slug.' })
  publicOrganization(
    @Arg('slug', () => String, { description: "The organization's part of public addresses." }) slug: string,
    @Ctx() { organizations }: UsersContext,
  ) {
    return organizations.findBySlug(slug);
  }

  @Scoped('organization:read')
  @FieldResolver(() => OrganizationSettingsType, {
    description: 'How it sells. FORBIDDEN for those who see its public face only.',
  })
  settings(@Root() organization: Organization, @Ctx() { organizations }: UsersContext) {
    return organizations.settings(organization);
  }

  @Scoped('organization:read')
  @FieldResolver(() => MembershipConnection, {
    description: 'Its people, oldest first. FORBIDDEN for those who see its public face only.',
  })
  members(
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { memberships }: UsersContext,
  ) {
    return memberships.ofOrganization(organization.id, page);
  }

  @Access('organization:write')
  @Mutation(() => OrganizationType, { description: "Changes the viewer's organization." })
  updateOrganization(
    @Arg('input', () => UpdateOrganizationInputType, { description: 'What changes.' })
    input: UpdateOrganizationInputType,
    @Ctx() { organizations }: UsersContext,
  ) {
    return organizations.update(input);
  }

  @Access('service')
  @Query(() => OrganizationType, { nullable: true, description: 'An organization by id or by slug.' })
  organizationForService(
    @Arg('id', () => ID, { nullable: true, description: 'Its id, if no slug is given.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Its slug, if no id is given.' }) slug: string | null,
    @Ctx() { organizations }: UsersContext,
  ) {
    return organizations.findBy({ id, slug });
  }
}

export const organizationReferences = {
  Organization: ({ id }: { id: string }, { organizations }: UsersContext) => organizations.find(id),
};
