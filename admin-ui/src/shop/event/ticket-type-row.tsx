import { Button } from '../../ui/button.tsx';
import { formatTime } from '../../ui/time.ts';
import type { Availability } from './availability.ts';
import type { ShopTicketType } from './event-page.tsx';
import { Stepper } from './stepper.tsx';

/** A ticket type with what can be had of it now, and what is chosen. */
export type OfferedType = ShopTicketType & { readonly availability: Availability; readonly quantity: number };

interface TicketTypeRowProps {
  readonly type: OfferedType;
  readonly timeZone: string;
  readonly fault?: string;
  readonly onChange: (quantity: number) => void;
  /** Called when someone wants to wait for the type, which is sold out. */
  readonly onWait?: () => void;
}

/** Few enough to say how many. */
const FEW = 10;

/** One ticket type or add-on, to choose a quantity of. */
export function TicketTypeRow({ type, timeZone, fault, onChange, onWait }: TicketTypeRowProps) {
  const { availability } = type;
  const faultId = `fault-${type.id}`;
  return (
    <li className="ticket-type">
      <div>
        <strong>{type.name}</strong>
        {type.hidden && <span className="badge neutral ticket-type-opened">By code</span>}
        {type.description && <div className="soft">{type.description}</div>}
        {availability.state === 'on-sale' && type.available <= FEW && <div className="soft">{type.available} left</div>}
        {availability.state === 'on-sale' && type.minPerOrder > 1 && (
          <div className="soft">At least {type.minPerOrder} per order</div>
        )}
      </div>
      <div className="stack" style={{ alignItems: 'end' }}>
        <span className="price">{type.price.amount === 0 ? 'Free' : type.price.formatted}</span>
        {availability.state === 'sold-out' && <span className="badge bad">Sold out</span>}
        {availability.state === 'sold-out' && type.waitlistOpen && onWait && (
          <Button onClick={onWait} aria-label={`Join the waitlist for ${type.name}`}>
            Join the waitlist
          </Button>
        )}
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
