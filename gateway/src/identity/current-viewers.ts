import { ServiceUnavailableError, type SubgraphEndpoint, UnauthenticatedError, type Viewer } from '@ticketbase/kernel';
import { BoundedCache } from '../bounded-cache.ts';

/** Milliseconds for which a viewer who was found to be current is not asked about again. */
const CURRENT_FOR = 1_000;
const MAX_CURRENT = 5_000;
const IS_CURRENT = '{ viewerIsCurrent }';

/** A viewer as an access token says, which stays valid for a while after what is behind it has ended. */
export interface Bearer {
  readonly viewer: Viewer;
  readonly accessToken?: string;
}

/** Knows whose session, API token and role are still what their access token says, by asking the users subgraph. */
export class CurrentViewers {
  private readonly users: SubgraphEndpoint;
  private readonly current = new BoundedCache<number>({ maxEntries: MAX_CURRENT });

  constructor(users: SubgraphEndpoint) {
    this.users = users;
  }

  /**
   * Throws UNAUTHENTICATED if the viewer's session or API token was ended, or their role has changed, and
   * SERVICE_UNAVAILABLE if that cannot be told.
   */
  async require({ viewer, accessToken }: Bearer, requestId: string, signal: AbortSignal): Promise<void> {
    const key = accessToken ?? '';
    if ((this.current.get(key) ?? 0) > Date.now()) return;
    const { errors } = await this.users.execute({ query: IS_CURRENT, viewer, accessToken, requestId, signal });
    const [error] = errors ?? [];
    if (error?.extensions?.code === UnauthenticatedError.code) throw new UnauthenticatedError(error.message);
    if (error) throw new ServiceUnavailableError('users', new Error(error.message));
    this.current.set(key, Date.now() + CURRENT_FOR);
  }
}
