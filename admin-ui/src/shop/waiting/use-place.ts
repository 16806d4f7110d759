import { useCallback, useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { WaitingPlaceInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { keepPlace, placeIn } from './line-memory.ts';
import { untilNextLook } from './wait-words.ts';

const PlaceQuery = graphql(`
  query WaitingPlaceInShop($token: String!) {
    waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds opensAt }
  }
`);

const JoinMutation = graphql(`
  mutation JoinWaitingRoom($eventId: ID!) {
    joinWaitingRoom(eventId: $eventId) { token }
  }
`);

/** A place in line, as the page shows it. */
export type ShownPlace = NonNullable<WaitingPlaceInShopQuery['waitingPlace']>;

interface Line {
  /** Undefined before the first answer, null without a place. */
  readonly place: ShownPlace | null | undefined;
  readonly token: string | undefined;
  readonly error: CombinedError | undefined;
  readonly joining: boolean;
  readonly join: () => void;
  /** Gives the place up, for one that leads nowhere any more. */
  readonly forget: () => void;
}

/** Seconds after which a look that failed is tried again. */
const AFTER_FAILURE = 5;

/** The place of this browser in the waiting room of an event, looked at again as often as the server asks for. */
export function usePlace(eventId: string): Line {
  const client = useClient();
  const [token, setToken] = useState(() => placeIn(eventId));
  const [place, setPlace] = useState<ShownPlace | null | undefined>(token ? undefined : null);
  const [error, setError] = useState<CombinedError>();
  const [joining, setJoining] = useState(false);

  const forget = useCallback(() => {
    keepPlace(eventId, undefined);
    setToken(undefined);
    setPlace(null);
  }, [eventId]);

  useEffect(() => {
    if (!token) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const look = async () => {
      const result = await client.query(PlaceQuery, { token }, { requestPolicy: 'network-only' }).toPromise();
      if (isOver) return;
      setError(result.error);
      const seen = result.data?.waitingPlace;
      if (seen === null) return forget();
      if (seen) setPlace(seen);
      timer = setTimeout(look, untilNextLook(seen?.pollAfterSeconds ?? AFTER_FAILURE));
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, token, forget]);

  const join = useCallback(async () => {
    setJoining(true);
    const result = await client.mutation(JoinMutation, { eventId }).toPromise();
    setJoining(false);
    setError(result.error);
    const taken = result.data?.joinWaitingRoom.token;
    if (!taken) return;
    keepPlace(eventId, taken);
    setPlace(undefined);
    setToken(taken);
  }, [client, eventId]);

  return { place, token, error, joining, join: () => void join(), forget };
}
