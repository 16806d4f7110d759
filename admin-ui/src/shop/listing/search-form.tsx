import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';

const FacetsQuery = graphql(`
  query FacetsOnSale($organization: String) {
    publicEventFacets(organization: $organization) {
      categories { value count }
      tags { value count }
      cities { value count }
    }
  }
`);

const NAMES = ['q', 'category', 'tag', 'place'] as const;

/** Finds events by words, category, tag and town. What is searched for stands in the address, so that it can be shared. */
export function SearchForm({ organization }: { readonly organization?: string }) {
  const [search, setSearch] = useSearchParams();
  const [{ data }] = useQuery({ query: FacetsQuery, variables: { organization } });
  const facets = data?.publicEventFacets;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const next = new URLSearchParams();
    for (const name of NAMES) {
      const value = String(form.get(name) ?? '').trim();
      if (value) next.set(name, value);
    }
    setSearch(next);
  };
  return (
    // Drawn anew when the address changes otherwise, as by the browser's way back.
    <search key={NAMES.map(name => search.get(name)).join('\n')}>
      <form className="event-search" aria-label="Find events" onSubmit={apply}>
        <TextField label="Search" name="q" type="search" maxLength={200} defaultValue={search.get('q') ?? ''} />
        <Facet label="Category" name="category" values={facets?.categories} chosen={search.get('category')} />
        <Facet label="Tag" name="tag" values={facets?.tags} chosen={search.get('tag')} />
        <Facet label="Town" name="place" values={facets?.cities} chosen={search.get('place')} />
        <Button type="submit" look="primary">
          Search
        </Button>
      </form>
    </search>
  );
}

interface FacetProps {
  readonly label: string;
  readonly name: string;
  readonly values?: ReadonlyArray<{ readonly value: string; readonly count: number }>;
  readonly chosen: string | null;
}

/** A choice among what there is. It is not shown where there is nothing to choose. */
function Facet({ label, name, values = [], chosen }: FacetProps) {
  // What is chosen is offered also if nothing has it any more.
  const offered =
    chosen && !values.some(({ value }) => value === chosen) ? [...values, { value: chosen, count: 0 }] : values;
  if (offered.length === 0) return null;
  return (
    <SelectField
      key={offered.length}
      label={label}
      name={name}
      defaultValue={chosen ?? ''}
      onChange={event => event.currentTarget.form?.requestSubmit()}
    >
      <option value="">All</option>
      {offered.map(({ value, count }) => (
        <option key={value} value={value}>
          {count > 0 ? `${value} (${count})` : value}
        </option>
      ))}
    </SelectField>
  );
}
