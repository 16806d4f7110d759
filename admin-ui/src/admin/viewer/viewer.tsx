import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { useSession } from '../../session/session.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

const ViewerQuery = graphql(`
  query Viewer {
    me {
      id
      name
      email
      twoFactorEnabled
      isOperator
      memberships {
        id
        role
        scopes
        organization { id name slug }
      }
    }
    viewerOrganization { id name slug }
  }
`);

/** Who is signed in, for which organization, and what the role there allows. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactorEnabled: boolean;
  /** Whether the person decides about plugins for the whole server. */
  readonly isOperator: boolean;
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string } | undefined;
  readonly organizations: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly role: string | undefined;
  readonly scopes: readonly string[];
  /** Whether to show something; whether it is allowed is decided by the server. */
  can(scope: string): boolean;
}

const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Asks who is signed in before it shows anything. Leaves the session if nobody is. */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const { signedOut } = useSession();
  const [{ data, error }, retry] = useQuery({ query: ViewerQuery });
  const viewer = useMemo(() => {
    if (!data?.me) return undefined;
    const { memberships, ...me } = data.me;
    const organization = data.viewerOrganization ?? undefined;
    const membership = memberships.find(({ organization: { id } }) => id === organization?.id);
    const scopes = membership?.scopes ?? [];
    return {
      ...me,
      organization,
      organizations: memberships.map(({ organization }) => organization),
      role: membership?.role,
      scopes,
      can: (scope: string) => scopes.includes(scope),
    };
  }, [data]);
  const gone = data?.me === null;
  useEffect(() => {
    if (gone) signedOut();
  }, [gone, signedOut]);

  if (viewer) return <ViewerContext value={viewer}>{children}</ViewerContext>;
  return (
    <main className="alone stack">
      {error ? <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} /> : <Loading />}
    </main>
  );
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer needs a ViewerProvider above it.');
  return viewer;
}
