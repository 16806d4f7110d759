import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import type { WaitlistPlaceInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { formatRange } from '../event/when.ts';
import { ShopNotFound } from '../shop-not-found.tsx';
import { eventOfCart, remember } from '../visit/visit-memory.ts';

const PlaceQuery = graphql(`
  query WaitlistPlaceInShop($token: String!) {
    waitlistPlace(token: $token) {
      status quantity acceptFewer ahead offered offerExpiresAt
      event { id title slug startsAt endsAt timeZone organization { id slug } }
      ticketType { id name price { formatted } }
    }
  }
`);

const AcceptMutation = graphql(`
  mutation AcceptWaitlistOffer($token: String!) { acceptWaitlistOffer(token: $token) { id token } }
`);

const LeaveMutation = graphql(`mutation LeaveWaitlist($token: String!) { leaveWaitlist(token: $token) }`);

type Place = NonNullable<WaitlistPlaceInShopQuery['waitlistPlace']>;

/** What became of a place that is neither waiting nor offered anything. */
const ENDED: Readonly<Record<Exclude<Place['status'], 'WAITING' | 'OFFERED'>, string>> = {
  TAKEN: 'You took the offer: the tickets are in your cart, or in your order.',
  LAPSED: 'The offer was not taken in time. Its tickets went to the next in line.',
  LEFT: 'You gave this place up.',
  REMOVED: 'The organizer took this place off the list.',
  CLOSED: 'The waitlist is closed: there will be no more tickets.',
};

/** A place on a waitlist, behind the link from its mail. */
export function WaitlistPage() {
  const { token = '' } = useParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: PlaceQuery, variables: { token } });
  const refresh = () => reload({ requestPolicy: 'network-only' });
  usePageTitle('Your place on the waitlist');
  if (data?.waitlistPlace) return <PlaceCard place={data.waitlistPlace} token={token} onChange={refresh} />;
  if (error) return <Failure error={error} retry={refresh} />;
  return fetching || !data ? <Loading rows={4} /> : <ShopNotFound title="There is no such place" />;
}

interface PlaceProps {
  readonly place: Place;
  readonly token: string;
  readonly onChange: () => void;
}

function PlaceCard({ place, token, onChange }: PlaceProps) {
  const { event, ticketType, status } = place;
  const page = `/shop/${event.organization.slug}/${event.slug}`;
  const isOpen = status === 'WAITING' || status === 'OFFERED';
  return (
    <article className="stack waiting">
      <div>
        <Link to={page}>{event.title}</Link>
        <h1>{status === 'OFFERED' ? 'It is your turn' : 'Your place on the waitlist'}</h1>
        <p className="soft">{formatRange(event.startsAt, event.endsAt, event.timeZone)}</p>
      </div>
      <section className="card stack" aria-label="Your place">
        {status === 'OFFERED' && <Offer place={place} token={token} page={page} onChange={onChange} />}
        {status === 'WAITING' && (
          <p role="status">
            {place.ahead === 0
              ? 'You are the next. As soon as tickets become free, you get a mail.'
              : `${place.ahead} ${place.ahead === 1 ? 'person is' : 'people are'} ahead of you. You get a mail when it is your turn.`}
          </p>
        )}
        {!isOpen && <p role="status">{ENDED[status as keyof typeof ENDED]}</p>}
        <Facts>
          <Fact name="Ticket">{ticketType.name}</Fact>
          <Fact name="Price">{ticketType.price.formatted}</Fact>
          <Fact name="Wanted">
            {place.quantity}
            {place.quantity > 1 && (place.acceptFewer ? ', or fewer' : ', all or none')}
          </Fact>
        </Facts>
        {isOpen && <Leave token={token} isOffer={status === 'OFFERED'} onLeft={onChange} />}
      </section>
    </article>
  );
}

function Offer({ place, token, page, onChange }: PlaceProps & { readonly page: string }) {
  const navigate = useNavigate();
  const [{ fetching, error }, accept] = useMutation(AcceptMutation);
  const take = async () => {
    const { data } = await accept({ token });
    if (!data) return onChange();
    const cart = data.acceptWaitlistOffer.token;
    remember(eventOfCart(cart), page);
    navigate(`/shop/cart/${cart}`);
  };
  return (
    <>
      <p role="status">
        <strong>
          {place.offered} × {place.ticketType.name}
        </strong>{' '}
        {place.offered === 1 ? 'is' : 'are'} kept for you until{' '}
        <strong>{formatTime(place.offerExpiresAt ?? '', place.event.timeZone)}</strong>. After that they go to the next
        in line.
      </p>
      {error && <Failure error={error} />}
      <span>
        <Button look="primary" busy={fetching} onClick={() => void take()}>
          Take the tickets
        </Button>
      </span>
    </>
  );
}

function Leave({
  token,
  isOffer,
  onLeft,
}: {
  readonly token: string;
  readonly isOffer: boolean;
  readonly onLeft: () => void;
}) {
  const [isAsked, setAsked] = useState(false);
  const [{ fetching, error }, leave] = useMutation(LeaveMutation);
  const confirm = async () => {
    const { data } = await leave({ token });
    if (!data) return;
    setAsked(false);
    onLeft();
  };
  return (
    <>
      <span>
        <Button onClick={() => setAsked(true)}>{isOffer ? 'Give the offer up' : 'Give the place up'}</Button>
      </span>
      {isAsked && (
        <Confirm
          title={isOffer ? 'Give the offer up?' : 'Give the place up?'}
          action="Give it up"
          busy={fetching}
          error={error}
          onConfirm={() => void confirm()}
          onClose={() => setAsked(false)}
        >
          <p>
            {isOffer
              ? 'The tickets that are kept for you go to the next in line.'
              : 'You can join again later, at the end of the line.'}
          </p>
        </Confirm>
      )}
    </>
  );
}
