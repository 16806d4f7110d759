import { Button, useInput } from '@ticketbase/plugin-sdk/ui';
import { useState } from 'react';

interface Input {
  readonly event: { readonly title: string } | null;
  readonly ticket: { readonly status: string; readonly ticketType: { readonly name: string } } | null;
}

/** Shows what is known of the ticket that was scanned last, and keeps a count of its own meanwhile. */
export function DoorCard() {
  const { event, ticket } = useInput<Input>();
  const [count, setCount] = useState(0);
  return (
    <>
      <p>
        {event?.title}: {ticket ? `${ticket.ticketType.name} is ${ticket.status}` : 'nobody yet'}
      </p>
      <Button onClick={() => setCount(count + 1)}>Counted {count}</Button>
    </>
  );
}
