import { ForbiddenError, UnauthenticatedError } from './errors.ts';
import type { Role, Scope } from './scopes.ts';

/** Who a verified request speaks for. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly organizationId: string;
      readonly role: Role;
      readonly scopes: readonly Scope[];
      readonly sessionId: string;
      /** Reviews plugins and sees all tenants; only the server's operator can set it. */
      readonly operator: boolean;
    }
  | {
      readonly kind: 'api-token';
      readonly tokenId: string;
      readonly organizationId: string;
      readonly scopes: readonly Scope[];
    }
  | {
      readonly kind: 'plugin';
      readonly pluginId: string;
      readonly installationId: string;
      readonly organizationId: string;
      readonly scopes: readonly Scope[];
    }
  | {
      /** Another subgraph, calling a command. It acts for one tenant, or for none (`null`) in jobs that span tenants. */
      readonly kind: 'service';
      readonly service: string;
      readonly organizationId: string | null;
    };

/** Who did something, as activity and audit rows name it. */
export interface Actor {
  readonly kind: Identity['kind'];
  /** The user's, token's, installation's id or the service's name; null for a guest. */
  readonly id: string | null;
}

/** The verified identity behind one request, and the questions that policies ask of it. */
export class Viewer {
  static readonly anonymous = new Viewer({ kind: 'anonymous' });
  static service(service: string, organizationId: string | null = null): Viewer {
    return new Viewer({ kind: 'service', service, organizationId });
  }

  readonly identity: Identity;

  constructor(identity: Identity) {
    this.identity = identity;
  }

  get organizationId(): string | null {
    return this.identity.kind === 'anonymous' ? null : this.identity.organizationId;
  }

  get userId(): string | null {
    return this.identity.kind === 'user' ? this.identity.userId : null;
  }

  get isAnonymous(): boolean {
    return this.identity.kind === 'anonymous';
  }

  get isService(): boolean {
    return this.identity.kind === 'service';
  }

  get isOperator(): boolean {
    return this.identity.kind === 'user' && this.identity.operator;
  }

  get actor(): Actor {
    return toActor(this.identity);
  }

  /** True if the viewer holds `scope`, and, where an organization is named, holds it in that one. */
  can(scope: Scope, organizationId: string | null = this.organizationId): boolean {
    if (this.identity.kind === 'anonymous') return false;
    if (organizationId === null || this.organizationId !== organizationId) return false;
    return this.identity.kind === 'service' || this.identity.scopes.includes(scope);
  }

  /** The viewer's organization, if it holds `scope` there. Throws UNAUTHENTICATED or FORBIDDEN. */
  require(scope: Scope): string {
    if (this.isAnonymous) throw new UnauthenticatedError();
    if (!this.can(scope)) throw new ForbiddenError(scope);
    return this.requireOrganization();
  }

  /** The viewer's organization. Throws UNAUTHENTICATED for guests and FORBIDDEN for those that act for no tenant. */
  requireOrganization(): string {
    if (this.isAnonymous) throw new UnauthenticatedError();
    if (this.organizationId === null) throw new ForbiddenError();
    return this.organizationId;
  }

  /** The signed-in person's id. Throws UNAUTHENTICATED for everyone else. */
  requireUser(): string {
    if (this.userId === null) throw new UnauthenticatedError();
    return this.userId;
  }
}

function toActor(identity: Identity): Actor {
  switch (identity.kind) {
    case 'anonymous':
      return { kind: 'anonymous', id: null };
    case 'user':
      return { kind: 'user', id: identity.userId };
    case 'api-token':
      return { kind: 'api-token', id: identity.tokenId };
    case 'plugin':
      return { kind: 'plugin', id: identity.installationId };
    case 'service':
      return { kind: 'service', id: identity.service };
  }
}
