import { type FormEvent, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../ui/button.tsx';
import './filter-form.css';

export interface FilterFormProps {
  /** What is searched, for screen readers. */
  readonly label: string;
  /** Fields whose names are those of the address; give them the address's values as default. */
  readonly children: ReactNode;
}

/** Writes its fields into the address, so that a filtered list can be shared, and begins at the first page. */
export function FilterForm({ label, children }: FilterFormProps) {
  const [search, setSearch] = useSearchParams();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
    );
    setSearch(new URLSearchParams(filled));
  };
  const filters = new URLSearchParams(search);
  filters.delete('after');
  filters.delete('before');
  return (
    // The key draws the fields anew when the address changes without them, as by the browser's way back.
    <search key={filters.toString()}>
      <form className="filter-form" aria-label={label} onSubmit={apply}>
        {children}
        <Button type="submit">Show</Button>
        {filters.size > 0 && (
          <Button className="quiet" onClick={() => setSearch({})}>
            Clear
          </Button>
        )}
      </form>
    </search>
  );
}
