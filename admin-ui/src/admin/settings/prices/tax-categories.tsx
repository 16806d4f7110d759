import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { EventChoice } from '../../events/event-choice.tsx';

const TypesQuery = graphql(`
  query TaxedTypes($eventId: ID!) {
    event(id: $eventId) { id ticketTypes { id name } }
    taxCategories { category ticketType { id } }
  }
`);

const SetMutation = graphql(`
  mutation SetTaxCategory($input: TaxCategoryInput!) {
    setTaxCategory(input: $input) { category ticketType { id } }
  }
`);

interface TaxCategoriesProps {
  /** Those that rates name. */
  readonly categories: readonly string[];
  readonly canWrite: boolean;
}

/** By which category the ticket types of an event are taxed, where there are rates for categories. */
export function TaxCategories({ categories, canWrite }: TaxCategoriesProps) {
  const [eventId, setEventId] = useState('');
  if (categories.length === 0) return null;
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setEventId(String(new FormData(event.currentTarget).get('eventId') ?? ''));
  };
  return (
    <section className="stack" aria-labelledby="tax-categories">
      <h3 id="tax-categories">Tax categories of ticket types</h3>
      <form className="row" onSubmit={choose}>
        <EventChoice label="Event" name="eventId" />
        <Button type="submit">Show its ticket types</Button>
      </form>
      {eventId && <TypesOfEvent key={eventId} {...{ eventId, categories, canWrite }} />}
    </section>
  );
}

function TypesOfEvent({ eventId, categories, canWrite }: TaxCategoriesProps & { readonly eventId: string }) {
  const context = TAXED;
  const [{ data, error }, retry] = useQuery({ query: TypesQuery, variables: { eventId }, context });
  const [{ fetching, error: fault }, set] = useMutation(SetMutation);
  if (!data) return error ? <Failure error={error} retry={retry} /> : <Loading />;
  const categoryOf = new Map(data.taxCategories.map(({ ticketType, category }) => [ticketType.id, category]));
  return (
    <>
      {data.event?.ticketTypes.map(({ id, name }) => (
        <SelectField
          key={id}
          label={name}
          name={`category-${id}`}
          disabled={!canWrite || fetching}
          value={categoryOf.get(id) ?? ''}
          onChange={event =>
            void set({ input: { ticketTypeIds: [id], category: event.currentTarget.value || undefined } })
          }
        >
          <option value="">No category</option>
          {categories.map(category => (
            <option key={category}>{category}</option>
          ))}
        </SelectField>
      ))}
      {fault && <Failure error={fault} />}
    </>
  );
}

const TAXED = { additionalTypenames: ['TaxCategory'] };
