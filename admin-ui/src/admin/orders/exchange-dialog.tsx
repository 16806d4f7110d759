import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { ChangeSettlement } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { SelectField, TextAreaField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { ShownOrder } from './order-page.tsx';

const TypesQuery = graphql(`
  query ExchangeTypes($eventId: ID!) {
    event(id: $eventId) { id ticketTypes { id name kind available price { formatted } } }
  }
`);

const QuoteQuery = graphql(`
  query OrderChangeQuote($input: TicketTypeChangeInput!) {
    orderChangeQuote(input: $input) {
      before { formatted }
      after { formatted }
      difference { amount formatted }
    }
  }
`);

const ChangeMutation = graphql(`
  mutation ChangeTicketType($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id status } }
`);

export interface ExchangeDialogProps {
  readonly order: ShownOrder;
  readonly ticket: NonNullable<ShownOrder['tickets']>[number];
  readonly onClose: () => void;
}

/** Makes a ticket another type's, once the person has seen what that costs. */
export function ExchangeDialog({ order, ticket, onClose }: ExchangeDialogProps) {
  const [idempotencyKey, renewKey] = useIdempotencyKey();
  const [ticketTypeId, setTicketTypeId] = useState('');
  const [{ data, error: typesError }] = useQuery({ query: TypesQuery, variables: { eventId: order.event.id } });
  const asked = { orderId: order.id, ticketId: ticket.id, ticketTypeId };
  const [{ data: quoted, error: quoteError, fetching: quoting }] = useQuery({
    query: QuoteQuery,
    variables: { input: asked },
    pause: !ticketTypeId,
    requestPolicy: 'network-only',
  });
  const [{ fetching, error }, change] = useMutation(ChangeMutation);
  const quote = ticketTypeId && !quoting ? quoted?.orderChangeQuote : undefined;
  const difference = quote?.difference.amount ?? 0;
  const admits = ticket.admits;
  const types = data?.event?.ticketTypes.filter(
    type => type.id !== ticket.ticketType.id && (type.kind === 'ADMISSION') === admits,
  );

  const confirm = async (form: FormData) => {
    if (!quote) return;
    const settlement: ChangeSettlement = form.get('settlement') === 'MANUAL' ? 'MANUAL' : 'ONLINE';
    const input = {
      ...asked,
      expectedDifference: difference,
      settlement: difference > 0 ? settlement : undefined,
      note: textOf(form, 'note'),
      idempotencyKey,
    };
    const result = await change({ input });
    if (result.data) onClose();
    else if (!result.error?.networkError) renewKey();
  };

  return (
    <Confirm
      {...{ title: `Exchange ${ticket.ticketType.name}?`, action: 'Exchange the ticket', look: 'primary', onClose }}
      busy={fetching || quoting}
      error={error}
      onConfirm={form => void confirm(form)}
    >
      {typesError && <Failure error={typesError} />}
      {!data && !typesError && <Loading />}
      {types?.length === 0 && <p>The event has no other type that this ticket could become.</p>}
      {types && types.length > 0 && (
        <SelectField
          label="It becomes"
          name="type"
          required
          value={ticketTypeId}
          onChange={event => setTicketTypeId(event.currentTarget.value)}
        >
          <option value="">Choose a ticket type</option>
          {types.map(type => (
            <option key={type.id} value={type.id}>
              {type.name}, {type.price.formatted} ({type.available} left)
            </option>
          ))}
        </SelectField>
      )}
      {quoteError && <Failure error={quoteError} />}
      {quote && (
        <p role="status">
          Paid for it: {quote.before.formatted}. It would cost {quote.after.formatted} now.{' '}
          <strong>
            {difference > 0 && `The buyer pays ${quote.difference.formatted}.`}
            {difference < 0 && `The buyer gets ${quote.difference.formatted.replace('-', '')} back.`}
            {difference === 0 && 'Nothing is to be paid.'}
          </strong>
        </p>
      )}
      {quote && difference > 0 && (
        <fieldset className="choices">
          <legend>How the difference is paid</legend>
          {order.paymentMethodLabel && (
            <label className="check">
              <input type="radio" name="settlement" value="ONLINE" defaultChecked />
              By the buyer, by {order.paymentMethodLabel}; the new ticket is set aside until then
            </label>
          )}
          <label className="check">
            <input type="radio" name="settlement" value="MANUAL" defaultChecked={!order.paymentMethodLabel} />I have the
            money in hand
          </label>
        </fieldset>
      )}
      <TextAreaField
        label="Note"
        name="note"
        rows={2}
        maxLength={500}
        hint="For the books; the buyer does not see it."
      />
    </Confirm>
  );
}
