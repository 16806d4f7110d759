/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation Logout { logout }": typeof types.LogoutDocument,
    "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n": typeof types.SwitchOrganizationDocument,
    "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n": typeof types.InvitationDocument,
    "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": typeof types.RequestPasswordResetDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n": typeof types.RegisterDocument,
    "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n": typeof types.ResetPasswordDocument,
    "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n": typeof types.LoginDocument,
    "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n": typeof types.CompleteTwoFactorLoginDocument,
    "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n": typeof types.ViewerDocument,
};
const documents: Documents = {
    "mutation Logout { logout }": types.LogoutDocument,
    "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n": types.SwitchOrganizationDocument,
    "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n": types.InvitationDocument,
    "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": types.RequestPasswordResetDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n": types.RegisterDocument,
    "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n": types.ResetPasswordDocument,
    "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n": types.LoginDocument,
    "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n": types.CompleteTwoFactorLoginDocument,
    "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n": types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Logout { logout }"): (typeof documents)["mutation Logout { logout }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n"): (typeof documents)["\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"): (typeof documents)["\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n"): (typeof documents)["\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n"): (typeof documents)["\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n"): (typeof documents)["\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;