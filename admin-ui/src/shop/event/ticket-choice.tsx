import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { type CombinedError, useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { codeOf, Failure } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { eventOfCart, remember } from '../visit/visit-memory.ts';
import { fit, typeAvailability } from './availability.ts';
import type { ShopEvent } from './event-page.tsx';
import { Stepper } from './stepper.tsx';

const CreateCartMutation = graphql(`
  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }
`);

/** Refusals about one ticket type, which are shown beside it. */
const OF_ONE_TYPE = new Set(['INSUFFICIENT_TICKETS', 'QUANTITY_NOT_ALLOWED', 'SALES_NOT_OPEN']);

interface TicketChoiceProps {
  readonly event: ShopEvent;
  /** Called when the server shows that the stock on the page is out of date. */
  readonly onStale: () => void;
}

/** Tickets to choose from; choosing sets them aside in a cart. */
export function TicketChoice({ event, onStale }: TicketChoiceProps) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [{ fetching, error }, createCart] = useMutation(CreateCartMutation);
  const [idempotencyKey, renewKey] = useIdempotencyKey();
  const refused = refusedType(error);
  const now = new Date();
  const types = event.ticketTypes.map(type => {
    const availability = typeAvailability(event, type, now);
    const quantity = availability.state === 'on-sale' ? fit(chosen[type.id] ?? 0, availability) : 0;
    return { ...type, availability, quantity };
  });
  const count = types.reduce((sum, { quantity }) => sum + quantity, 0);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const items = types.flatMap(({ id, quantity }) => (quantity > 0 ? [{ ticketTypeId: id, quantity }] : []));
    const result = await createCart({ input: { eventId: event.id, items, idempotencyKey } });
    // An answer settles the attempt; what is chosen next is another one.
    if (!result.error?.networkError) renewKey();
    if (OF_ONE_TYPE.has(codeOf(result.error) ?? '')) onStale();
    if (!result.data) return;
    const { token } = result.data.createCart;
    remember(eventOfCart(token), `/shop/${event.organization.slug}/${event.slug}`);
    navigate(`/shop/cart/${token}`);
  };

  const onSale = types.some(({ availability }) => availability.state === 'on-sale');
  return (
    <form className="card stack" aria-labelledby="tickets" onSubmit={submit}>
      <h2 id="tickets">Tickets</h2>
      {types.length === 0 && <p className="soft">There are no tickets on sale.</p>}
      <ul className="plain-list">
        {types.map(type => (
          <TicketTypeRow
            key={type.id}
            type={type}
            timeZone={event.timeZone}
            fault={refused?.ticketTypeId === type.id ? refused.message : undefined}
            onChange={quantity => {
              setChosen({ ...chosen, [type.id]: quantity });
              renewKey();
            }}
          />
        ))}
      </ul>
      {error && !types.some(({ id }) => id === refused?.ticketTypeId) && <Failure error={error} />}
      {onSale && (
        <Button type="submit" look="primary" busy={fetching} disabled={count === 0}>
          {count === 0 ? 'Choose tickets' : `Continue with ${count} ${count === 1 ? 'ticket' : 'tickets'}`}
        </Button>
      )}
    </form>
  );
}

interface TicketTypeRowProps {
  readonly type: ShopEvent['ticketTypes'][number] & {
    readonly availability: ReturnType<typeof typeAvailability>;
    readonly quantity: number;
  };
  readonly timeZone: string;
  readonly fault?: string;
  readonly onChange: (quantity: number) => void;
}

/** Few enough to say how many. */
const FEW = 10;

function TicketTypeRow({ type, timeZone, fault, onChange }: TicketTypeRowProps) {
  const { availability } = type;
  const faultId = `fault-${type.id}`;
  return (
    <li className="ticket-type">
      <div>
        <strong>{type.name}</strong>
        {type.description && <div className="soft">{type.description}</div>}
        {availability.state === 'on-sale' && type.available <= FEW && <div className="soft">{type.available} left</div>}
        {availability.state === 'on-sale' && type.minPerOrder > 1 && (
          <div className="soft">At least {type.minPerOrder} per order</div>
        )}
      </div>
      <div className="stack" style={{ alignItems: 'end' }}>
        <span className="price">{type.price.amount === 0 ? 'Free' : type.price.formatted}</span>
        {availability.state === 'sold-out' && <span className="badge bad">Sold out</span>}
        {availability.state === 'closed' && <span className="badge neutral">Sales have ended</span>}
        {availability.state === 'not-yet' && (
          <span className="soft">On sale from {formatTime(availability.opensAt, timeZone)}</span>
        )}
        {availability.state === 'on-sale' && (
          <Stepper
            name={type.name}
            quantity={type.quantity}
            min={availability.min}
            max={availability.max}
            describedBy={fault ? faultId : undefined}
            onChange={onChange}
          />
        )}
      </div>
      {fault && (
        <div className="fault" id={faultId} role="alert">
          {fault}
        </div>
      )}
    </li>
  );
}

/** Which ticket type the server refused, and why in words. */
function refusedType(error: CombinedError | undefined) {
  const extensions = error?.graphQLErrors[0]?.extensions;
  const code = codeOf(error);
  if (!code || !OF_ONE_TYPE.has(code) || typeof extensions?.ticketTypeId !== 'string') return undefined;
  const { ticketTypeId, available } = extensions;
  if (code !== 'INSUFFICIENT_TICKETS') return { ticketTypeId, message: error?.graphQLErrors[0]?.message };
  const message =
    available === 0
      ? 'Someone was faster: these tickets are sold out now. Nothing was set aside.'
      : `Someone was faster: only ${available} of these are left. Nothing was set aside.`;
  return { ticketTypeId, message };
}
