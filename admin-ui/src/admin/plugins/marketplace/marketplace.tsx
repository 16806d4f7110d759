import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { usePageTitle } from '../../../ui/page-title.ts';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { FilterForm } from '../../lists/filter-form.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { CATEGORIES, isCategory } from '../plugin/categories.ts';
import { PluginCard } from './plugin-card.tsx';
import { Uninstalled } from './uninstalled.tsx';

const MarketplaceQuery = graphql(`
  query Marketplace($filter: PluginFilter, $first: Int, $after: String, $last: Int, $before: String) {
    plugins(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges { node { id name description author category latest { version } } }
    }
    installedPlugins {
      id enabled configured
      plugin { id name description author category latest { version } }
      version { version }
    }
  }
`);

const context = { additionalTypenames: ['Plugin', 'PluginInstallation'] };

/** Every plugin there is, and on top those that are installed. */
export function Marketplace() {
  usePageTitle('Plugins');
  const viewer = useViewer();
  const [search] = useSearchParams();
  const text = search.get('text');
  const category = search.get('category');
  const [{ data, error }, retry] = useQuery({
    query: MarketplaceQuery,
    variables: {
      ...pageArguments(search),
      filter: { search: text || undefined, category: isCategory(category) ? category : undefined },
    },
    context,
  });
  const installed = new Map(data?.installedPlugins.map(installation => [installation.plugin.id, installation]));
  return (
    <>
      <div className="row between">
        <h1>Plugins</h1>
        <div className="row">
          {(viewer.isOperator || viewer.can('plugins:publish')) && (
            <Link className="button plain" to="/admin/plugins/review">
              Reviews
            </Link>
          )}
          {viewer.can('plugins:manage') && (
            <Link className="button plain" to="/admin/plugins/operations">
              Clients
            </Link>
          )}
          {viewer.can('plugins:publish') && (
            <Link className="button plain" to="/admin/plugins/publish">
              Publish a plugin
            </Link>
          )}
        </div>
      </div>
      {error && <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && data.installedPlugins.length > 0 && (
        <section className="stack" aria-labelledby="installed">
          <h2 id="installed">Installed</h2>
          <ul className="plugin-cards">
            {data.installedPlugins.map(installation => (
              <PluginCard key={installation.id} plugin={installation.plugin} installation={installation} />
            ))}
          </ul>
        </section>
      )}
      {(data || search.size > 0) && (
        <section className="stack" aria-labelledby="marketplace">
          <h2 id="marketplace">Marketplace</h2>
          <FilterForm label="Search plugins">
            <TextField label="Search" name="text" type="search" maxLength={100} defaultValue={text ?? ''} />
            <SelectField label="Category" name="category" defaultValue={isCategory(category) ? category : ''}>
              <option value="">Any</option>
              {Object.entries(CATEGORIES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </SelectField>
          </FilterForm>
          {data?.plugins.edges.length === 0 && (
            <Empty title={text || category ? 'No plugin fits the search' : 'No plugins have been published yet'} />
          )}
          {data && data.plugins.edges.length > 0 && (
            <>
              <ul className="plugin-cards">
                {data.plugins.edges.map(({ node }) => (
                  <PluginCard key={node.id} plugin={node} installation={installed.get(node.id)} />
                ))}
              </ul>
              <Pager pageInfo={data.plugins.pageInfo} total={data.plugins.totalCount} />
            </>
          )}
        </section>
      )}
      {viewer.can('plugins:manage') && <Uninstalled />}
    </>
  );
}
