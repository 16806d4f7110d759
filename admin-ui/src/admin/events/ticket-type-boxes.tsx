import type { ShownEvent } from './event-page.tsx';

interface TicketTypeBoxesProps {
  readonly legend: string;
  /** What none chosen means. */
  readonly hint: string;
  readonly types: ShownEvent['ticketTypes'];
  readonly chosen: readonly string[];
}

/** Which of the event's ticket types something is for; read by the name `ticketTypeIds`. */
export function TicketTypeBoxes({ legend, hint, types, chosen }: TicketTypeBoxesProps) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {types.map(({ id, name }) => (
        <label key={id} className="check">
          <input type="checkbox" name="ticketTypeIds" value={id} defaultChecked={chosen.includes(id)} /> {name}
        </label>
      ))}
      <span className="soft">{hint}</span>
    </fieldset>
  );
}

/** The ticket types that were chosen; null for none, which stands for all. */
export function readTicketTypeIds(form: FormData): string[] | null {
  const ids = form.getAll('ticketTypeIds').map(String);
  return ids.length > 0 ? ids : null;
}
