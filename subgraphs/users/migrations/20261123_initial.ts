import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** People, organizations, and every way in which someone proves who they are. Tokens are stored as SHA-256 only. */
export const initial: SqlMigration = {
  name: '20261123_initial',
  sql: `
    create table "user" (
      id uuid primary key,
      email text not null,
      name text not null,
      avatar_url text,
      password_hash text not null,
      two_factor_enabled boolean not null default false,
      operator boolean not null default false,
      last_active_at timestamptz,
      created_at timestamptz not null default now(),
      constraint user_email_unique unique (email),
      constraint user_email_is_lower_case check (email = lower(email) and length(email) <= 254),
      constraint user_name_length check (length(name) between 1 and 100)
    );

    create table organization (
      id uuid primary key,
      slug text not null,
      name text not null,
      logo_url text,
      currency text not null default 'EUR',
      time_zone text not null default 'UTC',
      locale text not null default 'en',
      hold_minutes integer not null default 10,
      support_email text,
      billing jsonb not null default '{}',
      created_at timestamptz not null default now(),
      constraint organization_slug_unique unique (slug),
      constraint organization_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
      constraint organization_name_length check (length(name) between 1 and 100),
      constraint organization_currency_shape check (currency ~ '^[A-Z]{3}$'),
      constraint organization_hold_minutes_range check (hold_minutes between 1 and 120)
    );

    create table membership (
      id uuid primary key,
      organization_id uuid not null references organization (id) on delete cascade,
      user_id uuid not null references "user" (id) on delete cascade,
      role text not null,
      created_at timestamptz not null default now(),
      constraint membership_user_unique unique (organization_id, user_id),
      constraint membership_role_known check (role in ('OWNER', 'ADMIN', 'MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER'))
    );
    create index membership_user on membership (user_id);
    create index membership_order on membership (organization_id, id);

    -- Who has left still stands in the organization's history: as who made an event, as who checked a ticket in.
    create table former_member (
      organization_id uuid not null references organization (id) on delete cascade,
      user_id uuid not null references "user" (id) on delete cascade,
      left_at timestamptz not null default now(),
      primary key (organization_id, user_id)
    );

    create table invitation (
      id uuid primary key,
      organization_id uuid not null references organization (id) on delete cascade,
      email text not null,
      role text not null,
      token_hash text not null,
      invited_by uuid references "user" (id) on delete set null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz not null default now(),
      constraint invitation_token_unique unique (token_hash),
      constraint invitation_email_is_lower_case check (email = lower(email)),
      constraint invitation_role_known check (role in ('OWNER', 'ADMIN', 'MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER')),
      constraint invitation_ends_once check (accepted_at is null or revoked_at is null)
    );
    create unique index invitation_one_open on invitation (organization_id, email)
      where accepted_at is null and revoked_at is null;

    create table session (
      id uuid primary key,
      user_id uuid not null references "user" (id) on delete cascade,
      organization_id uuid not null references organization (id) on delete cascade,
      -- Counts the rotations of the refresh token: only a token of this generation is current.
      generation integer not null default 0,
      rotated_at timestamptz not null default now(),
      ip text,
      user_agent text,
      created_at timestamptz not null default now(),
      last_used_at timestamptz not null default now(),
      expires_at timestamptz not null,
      revoked_at timestamptz,
      revoked_because text,
      constraint session_revocation_has_a_reason check ((revoked_at is null) = (revoked_because is null))
    );
    create index session_of_user on session (user_id) where revoked_at is null;
    create index session_age on session (expires_at);

    create table refresh_token (
      token_hash text primary key,
      session_id uuid not null references session (id) on delete cascade,
      generation integer not null,
      created_at timestamptz not null default now()
    );
    create index refresh_token_session on refresh_token (session_id);

    create table api_token (
      id uuid primary key,
      organization_id uuid not null references organization (id) on delete cascade,
      created_by uuid not null references "user" (id) on delete cascade,
      name text not null,
      -- The first characters of the secret, by which people tell their tokens apart.
      prefix text not null,
      token_hash text not null,
      scopes text[] not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      constraint api_token_secret_unique unique (token_hash),
      constraint api_token_name_length check (length(name) between 1 and 100),
      constraint api_token_has_scopes check (cardinality(scopes) > 0)
    );
    create index api_token_organization on api_token (organization_id, created_at);

    create table password_reset (
      token_hash text primary key,
      user_id uuid not null references "user" (id) on delete cascade,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index password_reset_user on password_reset (user_id, created_at);

    create table two_factor (
      user_id uuid primary key references "user" (id) on delete cascade,
      -- AES-256-GCM: <key id>.<iv>.<tag>.<ciphertext>, with the user's id as additional data.
      encrypted_secret text not null,
      confirmed_at timestamptz,
      -- The last accepted time step: a code is accepted once.
      last_step integer not null default 0,
      created_at timestamptz not null default now()
    );

    create table recovery_code (
      user_id uuid not null references two_factor (user_id) on delete cascade,
      code_hash text not null,
      used_at timestamptz,
      primary key (user_id, code_hash)
    );

    create table two_factor_challenge (
      token_hash text primary key,
      user_id uuid not null references "user" (id) on delete cascade,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index two_factor_challenge_age on two_factor_challenge (expires_at);

    create table attempt_throttle (
      -- What is guessed at, e.g. login:<SHA-256 of the address>, so that unknown addresses look like known ones.
      subject text primary key,
      attempts integer not null,
      blocked_until timestamptz,
      updated_at timestamptz not null default now()
    );
    create index attempt_throttle_age on attempt_throttle (updated_at);
  `,
};
