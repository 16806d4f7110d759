import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { SelectField } from '../../ui/field.tsx';

const ChoicesQuery = graphql(`
  query EventChoices {
    events(first: 100) { edges { node { id title } } }
  }
`);

interface EventChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly defaultValue?: string;
  readonly fault?: string;
}

/** A choice of one of the latest events, or of any. */
export function EventChoice({ defaultValue = '', ...rest }: EventChoiceProps) {
  const [{ data }] = useQuery({ query: ChoicesQuery, requestPolicy: 'cache-first' });
  const events = data?.events.edges.map(({ node }) => node) ?? [];
  const isKnown = defaultValue === '' || events.some(({ id }) => id === defaultValue);
  return (
    // The key chooses anew once the events are there.
    <SelectField key={events.length} {...rest} defaultValue={defaultValue}>
      <option value="">Any</option>
      {!isKnown && <option value={defaultValue}>The event of this address</option>}
      {events.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </SelectField>
  );
}
