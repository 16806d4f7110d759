import { useEffect, useState } from 'react';
import { clock, secondsLeft } from '../cart/time-left.ts';

/** Counts down to an opening. It is told to screen readers by the text beside it, not each second. */
export function Countdown({ until }: { readonly until: string }) {
  const [left, setLeft] = useState(() => secondsLeft(until, Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(until, Date.now())), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p className="waiting-clock" aria-hidden="true">
      {left > 0 ? clock(left) : 'Opening …'}
    </p>
  );
}
