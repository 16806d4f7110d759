import { useId } from 'react';
import { fit, step } from './availability.ts';

export interface StepperProps {
  /** What is counted, e.g. Stalls. */
  readonly name: string;
  readonly quantity: number;
  readonly min: number;
  readonly max: number;
  readonly disabled?: boolean;
  /** The id of a text about a fault of the quantity. */
  readonly describedBy?: string;
  readonly onChange: (quantity: number) => void;
}

/** A quantity of tickets: none, or from the fewest to the most that one order takes. */
export function Stepper({ name, quantity, min, max, disabled, describedBy, onChange }: StepperProps) {
  const id = useId();
  return (
    <span className="stepper">
      <label className="visually-hidden" htmlFor={id}>
        Quantity of {name}
      </label>
      <button
        type="button"
        className="button plain"
        aria-label={`Fewer ${name}`}
        disabled={disabled || quantity === 0}
        onClick={() => onChange(step(quantity, -1, { min, max }))}
      >
        <span aria-hidden="true">−</span>
      </button>
      <input
        id={id}
        className="input"
        type="number"
        inputMode="numeric"
        min={0}
        max={max}
        value={quantity}
        disabled={disabled}
        aria-invalid={describedBy ? true : undefined}
        aria-describedby={describedBy}
        onChange={event => onChange(fit(event.currentTarget.valueAsNumber, { min, max }))}
        onFocus={event => event.currentTarget.select()}
      />
      <button
        type="button"
        className="button plain"
        aria-label={`More ${name}`}
        disabled={disabled || quantity >= max}
        onClick={() => onChange(step(quantity, 1, { min, max }))}
      >
        <span aria-hidden="true">+</span>
      </button>
    </span>
  );
}
