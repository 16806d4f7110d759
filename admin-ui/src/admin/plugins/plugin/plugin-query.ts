import { useClient } from 'urql';
import { graphql } from '../../../generated/index.ts';

/** All that the pages about one plugin show. */
export const PluginQuery = graphql(`
  query PluginPage($id: ID!) {
    plugin(id: $id) {
      id name description author category viewerPublishes
      latest {
        version status publishedAt permissions network manifest integrity
        requests { kind name } secrets { name title withheld hosts }
        actions { name description mutationField signature public input }
        extensions { target component fields { type field description scope } }
      }
      versions {
        version status submittedAt publishedAt permissions network manifest deprecationReason
        requests { kind name } secrets { name title withheld hosts }
        extensions { target component fields { type field description scope } }
      }
    }
    installedPlugins {
      id enabled configured configuration configSchema grantedPermissions consented { kind name } installedAt storageBytes
      plugin { id }
      version {
        version status deprecationReason permissions network manifest
        requests { kind name } secrets { name title withheld hosts }
        actions { name description mutationField signature public input }
        extensions { target component fields { type field description scope } }
      }
    }
  }
`);

/** Asks the server again for what the pages about a plugin show, because others have changed it. */
export function useReloadPlugin(id: string): () => Promise<unknown> {
  const client = useClient();
  return () => client.query(PluginQuery, { id }, { requestPolicy: 'network-only' }).toPromise();
}
