/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type StaffNamesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type StaffNamesQuery = { usersForService: Array<{ name: string } | null> };

export type OrganizationBySlugQueryVariables = Exact<{
  slug: string;
}>;


export type OrganizationBySlugQuery = { organizationForService: { id: string } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const StaffNamesDocument = new TypedDocumentString(`
    query StaffNames($ids: [ID!]!) {
  usersForService(ids: $ids) {
    name
  }
}
    `) as unknown as TypedDocumentString<StaffNamesQuery, StaffNamesQueryVariables>;
export const OrganizationBySlugDocument = new TypedDocumentString(`
    query OrganizationBySlug($slug: String!) {
  organizationForService(slug: $slug) {
    id
  }
}
    `) as unknown as TypedDocumentString<OrganizationBySlugQuery, OrganizationBySlugQueryVariables>;