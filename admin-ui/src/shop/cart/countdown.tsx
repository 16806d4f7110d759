import { useEffect, useState } from 'react';
import { announcement, clock, secondsLeft } from './time-left.ts';

interface CountdownProps {
  readonly expiresAt: string;
  /** Called once when the time is over. */
  readonly onOver: () => void;
}

/** Counts down to the end of a cart. Screen readers hear it at the start, each five minutes, and near the end. */
export function Countdown({ expiresAt, onOver }: CountdownProps) {
  const [left, setLeft] = useState(() => secondsLeft(expiresAt, Date.now()));
  useEffect(() => {
    const tick = () => setLeft(secondsLeft(expiresAt, Date.now()));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  useEffect(() => {
    if (left === 0) onOver();
  }, [left, onOver]);
  return (
    <div className={left <= 60 ? 'notice bad countdown' : 'notice info countdown'}>
      <span aria-hidden="true">
        Your tickets are set aside for <strong>{clock(left)}</strong>
      </span>
      <span className="visually-hidden" role="timer" aria-live="polite">
        {announcement(left)}
      </span>
    </div>
  );
}
