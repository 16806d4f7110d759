import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Client, Provider } from 'urql';
import { currentAccessToken, dropAccessToken, keepAccessToken } from './access-token.ts';
import { createClient } from './client.ts';

/** `unreachable`: the page was opened while the server could not say who is signed in. */
type State = 'starting' | 'signed-out' | 'signed-in' | 'unreachable';

export interface Session {
  readonly state: State;
  /** Takes the tokens of a sign-in. `expiresIn` is in seconds. */
  signedIn(tokens: { readonly accessToken: string; readonly expiresIn: number }): void;
  /** Forgets the viewer here; the server's side is the `logout` mutation. */
  signedOut(): void;
}

/** Milliseconds between two looks for a server that was not reached. */
const LOOK_AGAIN = 5_000;

const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in, over the whole app. Each viewer gets a client of their own, so that no cache outlives a sign-out. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>('starting');
  const [newClient] = useState(
    () => () =>
      createClient(() => {
        dropAccessToken();
        // Pages of a session that has ended lead to the way in; guests stay where they are.
        setState(before => (before === 'signed-in' ? 'signed-out' : before));
      }),
  );
  const [client, setClient] = useState<Client>(newClient);

  const isOpen = state === 'starting' || state === 'unreachable';
  useEffect(() => {
    if (!isOpen) return;
    const look = () =>
      void currentAccessToken().then(
        token => setState(token ? 'signed-in' : 'signed-out'),
        () => setState('unreachable'),
      );
    look();
    const timer = setInterval(look, LOOK_AGAIN);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      removeEventListener('online', look);
    };
  }, [isOpen]);

  const signedIn = useCallback<Session['signedIn']>(
    ({ accessToken, expiresIn }) => {
      keepAccessToken(accessToken, expiresIn);
      setClient(newClient());
      setState('signed-in');
    },
    [newClient],
  );
  const signedOut = useCallback(() => {
    dropAccessToken();
    setClient(newClient());
    setState('signed-out');
  }, [newClient]);
  const session = useMemo(() => ({ state, signedIn, signedOut }), [state, signedIn, signedOut]);

  return (
    <SessionContext value={session}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}
