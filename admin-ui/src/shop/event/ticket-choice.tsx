import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { type CombinedError, useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { codeOf, Failure, messageOf } from '../../ui/states.tsx';
import { eventOfCart, remember } from '../visit/visit-memory.ts';
import { admissionTo, keepAdmission, keepPlace } from '../waiting/line-memory.ts';
import { JoinWaitlist } from '../waitlist/join-waitlist.tsx';
import { AccessCode } from './access-code.tsx';
import { AddOnGroups } from './add-on-groups.tsx';
import { addOnFault, addOnState } from './add-on-rules.ts';
import { fit, typeAvailability } from './availability.ts';
import type { ShopEvent } from './event-page.tsx';
import { type OfferedType, TicketTypeRow } from './ticket-type-row.tsx';
import { useAccessCode } from './use-access-code.ts';

const CreateCartMutation = graphql(`
  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }
`);

/** Refusals about one ticket type, which are shown beside it. */
const OF_ONE_TYPE = new Set(['INSUFFICIENT_TICKETS', 'QUANTITY_NOT_ALLOWED', 'SALES_NOT_OPEN']);

/** Refusals that say that the offer on the page is not what the server has. */
const STALE = new Set([...OF_ONE_TYPE, 'ADD_ON_REQUIRED', 'ADD_ON_NOT_ALLOWED']);

/** Refusals by which the line before the tickets begins anew. */
const OF_THE_LINE = new Set(['WAITING_ROOM_REQUIRED', 'ADMISSION_INVALID', 'ADMISSION_EXPIRED']);

interface TicketChoiceProps {
  readonly event: ShopEvent;
  /** Called when the server shows that the stock on the page is out of date. */
  readonly onStale: () => void;
}

/** Tickets and add-ons to choose from; choosing sets them aside in a cart. */
export function TicketChoice({ event, onStale }: TicketChoiceProps) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [strict, setStrict] = useState(false);
  const [{ fetching, error }, createCart] = useMutation(CreateCartMutation);
  const [idempotencyKey, renewKey] = useIdempotencyKey();
  const [waitFor, setWaitFor] = useState<OfferedType>();
  const used = useAccessCode(event);
  const refused = refusedType(error);
  const now = new Date();
  const types = used.types.map((type): OfferedType => {
    const availability = typeAvailability(event, type, now);
    const quantity = availability.state === 'on-sale' ? fit(chosen[type.id] ?? 0, availability) : 0;
    return { ...type, availability, quantity };
  });
  const admissions = types.filter(type => type.kind === 'ADMISSION');
  const count = types.reduce((sum, { quantity }) => sum + quantity, 0);
  const fits = event.addOnGroups.every(
    group => !types.some(type => type.addOnGroup?.id === group.id) || !addOnFault(addOnState(group, types)),
  );
  const choose = (id: string, quantity: number) => {
    setChosen({ ...chosen, [id]: quantity });
    renewKey();
  };
  const faultFor = (id: string) => (refused?.ticketTypeId === id ? refused.message : undefined);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    setStrict(true);
    if (!fits) return;
    const items = types.flatMap(({ id, quantity }) => (quantity > 0 ? [{ ticketTypeId: id, quantity }] : []));
    const code = used.state === 'opened' ? { accessCode: used.code } : { promoCode: used.code || undefined };
    const admission = admissionTo(event.id)?.token;
    const result = await createCart({ input: { eventId: event.id, items, ...code, admission, idempotencyKey } });
    // An answer settles the attempt; what is chosen next is another one.
    if (!result.error?.networkError) renewKey();
    if (STALE.has(codeOf(result.error) ?? '')) {
      onStale();
      used.refresh();
    }
    if (OF_THE_LINE.has(codeOf(result.error) ?? '')) {
      keepAdmission(event.id, undefined);
      if (admission) keepPlace(event.id, undefined);
      navigate(`/shop/waiting-room/${event.id}`);
    }
    if (!result.data) return;
    const { token } = result.data.createCart;
    remember(eventOfCart(token), `/shop/${event.organization.slug}/${event.slug}`);
    navigate(`/shop/cart/${token}`);
  };

  const onSale = types.some(({ availability }) => availability.state === 'on-sale');
  const codeFault = error && codeOf(error)?.startsWith('PROMO_CODE_') ? messageOf(error) : undefined;
  const isShown = codeFault !== undefined || types.some(({ id }) => id === refused?.ticketTypeId);
  return (
    <section className="card stack" aria-labelledby="tickets">
      <h2 id="tickets">Tickets</h2>
      <form className="stack" id="choice" onSubmit={submit}>
        {admissions.length === 0 && <p className="soft">There are no tickets on sale.</p>}
        <ul className="plain-list">
          {admissions.map(type => (
            <TicketTypeRow
              key={type.id}
              type={type}
              timeZone={event.timeZone}
              fault={faultFor(type.id)}
              onChange={quantity => choose(type.id, quantity)}
              onWait={() => setWaitFor(type)}
            />
          ))}
        </ul>
        <AddOnGroups event={event} types={types} strict={strict} faultOf={faultFor} onChange={choose} />
      </form>
      <AccessCode
        code={used.code}
        state={used.state}
        fault={used.fault ?? codeFault}
        onCode={code => {
          renewKey();
          used.use(code);
        }}
      />
      {error && !isShown && <Failure error={error} />}
      {onSale && (
        <Button type="submit" form="choice" look="primary" busy={fetching} disabled={count === 0}>
          {count === 0 ? 'Choose tickets' : `Continue with ${countOf(types)}`}
        </Button>
      )}
      {waitFor && <JoinWaitlist type={waitFor} accessCode={used.code} onClose={() => setWaitFor(undefined)} />}
    </section>
  );
}

/** E.g. 2 tickets and 1 extra. */
function countOf(types: readonly OfferedType[]): string {
  const sum = (kind: OfferedType['kind']) =>
    types.reduce((total, type) => total + (type.kind === kind ? type.quantity : 0), 0);
  const [tickets, extras] = [sum('ADMISSION'), sum('ADD_ON')];
  return [
    tickets > 0 && `${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}`,
    extras > 0 && `${extras} ${extras === 1 ? 'extra' : 'extras'}`,
  ]
    .filter(Boolean)
    .join(' and ');
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
