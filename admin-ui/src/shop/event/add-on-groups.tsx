import { addOnFault, addOnRule, addOnState } from './add-on-rules.ts';
import type { ShopEvent } from './event-page.tsx';
import { type OfferedType, TicketTypeRow } from './ticket-type-row.tsx';

interface AddOnGroupsProps {
  readonly event: ShopEvent;
  readonly types: readonly OfferedType[];
  /** Whether what is missing is said: once somebody tried to go on. */
  readonly strict: boolean;
  readonly faultOf: (ticketTypeId: string) => string | undefined;
  readonly onChange: (ticketTypeId: string, quantity: number) => void;
}

/** What tickets can or must be had with, group by group. A group shows up once a ticket that it goes with is chosen. */
export function AddOnGroups({ event, types, strict, faultOf, onChange }: AddOnGroupsProps) {
  return event.addOnGroups.map(group => {
    const addOns = types.filter(type => type.addOnGroup?.id === group.id);
    const state = addOnState(group, types);
    const isOffered = state.tickets > 0 || group.soldAlone || state.chosen > 0;
    if (addOns.length === 0 || !isOffered) return null;
    const fault = addOnFault(state);
    const isTooMany = state.chosen > state.allowed;
    return (
      <section key={group.id} className="add-on-group" aria-labelledby={`group-${group.id}`}>
        <h3 id={`group-${group.id}`}>{group.name}</h3>
        <div className="soft">{addOnRule(group)}</div>
        {group.description && <div className="soft">{group.description}</div>}
        <ul className="plain-list">
          {addOns.map(type => (
            <TicketTypeRow
              key={type.id}
              type={type}
              timeZone={event.timeZone}
              fault={faultOf(type.id)}
              onChange={quantity => onChange(type.id, quantity)}
            />
          ))}
        </ul>
        {fault && (
          <div className={strict || isTooMany ? 'fault' : 'soft'} role={strict || isTooMany ? 'alert' : 'status'}>
            {fault}
          </div>
        )}
      </section>
    );
  });
}
