import type { EntitySchema } from '@mikro-orm/core';
import { migrations } from '../migrations/index.ts';
import { ApiTokenEntity } from './api-token/api-token.entity.ts';
import { AttemptThrottleEntity } from './auth/attempt-throttle.entity.ts';
import { LoginFailureEntity } from './auth/login-failure.entity.ts';
import { InvitationEntity } from './invitation/invitation.entity.ts';
import { FormerMemberEntity, MembershipEntity } from './membership/membership.entity.ts';
import { OrganizationEntity } from './organization/organization.entity.ts';
import { PasswordResetEntity } from './password-reset/password-reset.entity.ts';
import { RefreshTokenEntity, SessionEntity } from './session/session.entity.ts';
import { RecoveryCodeEntity, TwoFactorChallengeEntity, TwoFactorEntity } from './two-factor/two-factor.entity.ts';
import { UserEntity } from './user/user.entity.ts';

/** What this subgraph keeps in PostgreSQL. */
export const usersDatabase = {
  schema: 'users',
  entities: [
    UserEntity,
    OrganizationEntity,
    MembershipEntity,
    FormerMemberEntity,
    InvitationEntity,
    SessionEntity,
    RefreshTokenEntity,
    ApiTokenEntity,
    PasswordResetEntity,
    TwoFactorEntity,
    RecoveryCodeEntity,
    TwoFactorChallengeEntity,
    AttemptThrottleEntity,
    LoginFailureEntity,
  ] as unknown as readonly EntitySchema[],
  migrations,
};
