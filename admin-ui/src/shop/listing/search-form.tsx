import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';

const CategoriesQuery = graphql(`
  query CategoriesOnSale($organization: String) {
    publicEvents(organization: $organization, first: 100) { edges { node { id category } } }
  }
`);

/** Finds events by words and category. What is searched for stands in the address, so that it can be shared. */
export function SearchForm({ organization }: { readonly organization?: string }) {
  const [search, setSearch] = useSearchParams();
  const category = search.get('category') ?? '';
  const [{ data }] = useQuery({ query: CategoriesQuery, variables: { organization } });
  const found = data?.publicEvents.edges.map(({ node }) => node.category) ?? [];
  const categories = [...new Set([...found, category])].filter(name => name != null && name !== '').sort();

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const next = new URLSearchParams();
    for (const name of ['q', 'category']) {
      const value = String(form.get(name) ?? '').trim();
      if (value) next.set(name, value);
    }
    setSearch(next);
  };
  return (
    // Drawn anew when the address changes otherwise, as by the browser's way back.
    <search key={`${search.get('q')} ${category}`}>
      <form className="event-search" aria-label="Find events" onSubmit={apply}>
        <TextField label="Search" name="q" type="search" maxLength={200} defaultValue={search.get('q') ?? ''} />
        <SelectField
          key={categories.join()}
          label="Category"
          name="category"
          defaultValue={category}
          onChange={event => event.currentTarget.form?.requestSubmit()}
        >
          <option value="">All</option>
          {categories.map(name => (
            <option key={name} value={name ?? ''}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary">
          Search
        </Button>
      </form>
    </search>
  );
}
