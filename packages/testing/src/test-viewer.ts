import { newId, ROLE_SCOPES, type Role, type Scope, Viewer } from '@ticketbase/kernel';

export interface TestViewerOptions {
  readonly role?: Role;
  /** The role's, by default. */
  readonly scopes?: readonly Scope[];
  readonly organizationId?: string;
  readonly userId?: string;
  readonly operator?: boolean;
}

/** A signed-in person; the OWNER of an organization of their own unless told otherwise. */
export function testViewer(
  options: TestViewerOptions = {},
): Viewer & { readonly organizationId: string; readonly userId: string } {
  const role = options.role ?? 'OWNER';
  const viewer = new Viewer({
    kind: 'user',
    userId: options.userId ?? newId(),
    organizationId: options.organizationId ?? newId(),
    role,
    scopes: options.scopes ?? ROLE_SCOPES[role],
    sessionId: newId(),
    operator: options.operator ?? false,
  });
  return viewer as Viewer & { readonly organizationId: string; readonly userId: string };
}
