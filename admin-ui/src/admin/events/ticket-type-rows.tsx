import { useState } from 'react';
import type { CombinedError } from 'urql';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';

interface TicketTypeRowsProps {
  readonly rows: readonly number[];
  readonly faults: Readonly<Record<string, string>>;
  readonly error?: CombinedError;
  readonly onAdd: () => void;
  readonly onRemove: (row: number) => void;
}

/** Numbers of rows; a row keeps its number when another is removed, and so keeps what was typed. */
export function useRows() {
  const [{ rows, next }, setState] = useState<{ readonly rows: readonly number[]; readonly next: number }>({
    rows: [0],
    next: 1,
  });
  const add = () => setState({ rows: [...rows, next], next: next + 1 });
  const remove = (row: number) => setState({ rows: rows.filter(other => other !== row), next });
  return { rows, add, remove };
}

/** The names that the fields of a row begin with. */
export const rowPrefix = (row: number): string => `row-${row}.`;

/** The ticket types that a new event begins with. */
export function TicketTypeRows({ rows, faults, error, onAdd, onRemove }: TicketTypeRowsProps) {
  return (
    <fieldset className="card stack fieldset">
      <legend>Tickets</legend>
      <p className="soft">More can be set when the event is there: limits, sales times, hidden types.</p>
      {rows.map((row, index) => {
        const prefix = rowPrefix(row);
        const fault = (field: string) =>
          faults[prefix + field] ??
          faultOf(error, `ticketTypes.${index}.${field}`) ??
          faultOf(error, `ticketTypes[${index}].${field}`);
        return (
          <fieldset key={row} className="ticket-type-row">
            <legend className="visually-hidden">{`Ticket type ${index + 1}`}</legend>
            <TextField label="Name" name={`${prefix}name`} required maxLength={120} fault={fault('name')} />
            <TextField
              label="Price"
              name={`${prefix}price`}
              required
              inputMode="decimal"
              defaultValue="0"
              fault={fault('price')}
            />
            <TextField
              label="How many"
              name={`${prefix}quantity`}
              type="number"
              min={0}
              required
              defaultValue={100}
              fault={fault('quantity')}
            />
            <Button aria-label={`Remove ticket type ${index + 1}`} onClick={() => onRemove(row)}>
              Remove
            </Button>
          </fieldset>
        );
      })}
      <span>
        <Button onClick={onAdd}>Add a ticket type</Button>
      </span>
    </fieldset>
  );
}
