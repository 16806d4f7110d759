import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import { AddOnGroupDialog } from './add-on-group-dialog.tsx';
import type { ShownEvent } from './event-page.tsx';

const DeleteMutation = graphql(`mutation DeleteAddOnGroup($id: ID!) { deleteAddOnGroup(id: $id) }`);

export type ShownAddOnGroup = ShownEvent['addOnGroups'][number];

type Asked = { readonly what: 'add' } | { readonly what: 'edit' | 'delete'; readonly group: ShownAddOnGroup };

/** What is sold with tickets, such as T-shirts: the groups that buyers choose among. */
export function AddOnGroups({ event, canChange }: { readonly event: ShownEvent; readonly canChange: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const nameOf = (id: string) => event.ticketTypes.find(type => type.id === id)?.name ?? 'a deleted ticket type';
  return (
    <section className="card stack" aria-labelledby="add-ons">
      <div className="row between">
        <h2 id="add-ons">Add-ons</h2>
        {canChange && <Button onClick={() => setAsked({ what: 'add' })}>Add a group of add-ons</Button>}
      </div>
      {event.addOnGroups.length === 0 && (
        <p className="soft">
          A T-shirt, a meal, a place to park: what goes with a ticket and lets nobody in. Make a group first, then a
          ticket type that belongs to it.
        </p>
      )}
      <ul className="offer-parts">
        {event.addOnGroups.map(group => {
          const addOns = event.ticketTypes.filter(type => type.addOnGroup?.id === group.id);
          return (
            <li key={group.id} className="row between offer-part">
              <div>
                <strong>{group.name}</strong> <span className="badge neutral">{ruleOf(group)}</span>
                <div className="soft">
                  {addOns.length > 0 ? addOns.map(type => type.name).join(', ') : 'Nothing to choose from yet'}
                  {' · with '}
                  {group.ticketTypeIds ? group.ticketTypeIds.map(nameOf).join(', ') : 'every ticket'}
                </div>
              </div>
              {canChange && (
                <span className="row tight">
                  <Button aria-label={`Edit ${group.name}`} onClick={() => setAsked({ what: 'edit', group })}>
                    Edit
                  </Button>
                  {addOns.length === 0 && (
                    <Button
                      look="danger"
                      aria-label={`Delete ${group.name}`}
                      onClick={() => setAsked({ what: 'delete', group })}
                    >
                      Delete
                    </Button>
                  )}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {asked?.what === 'add' && <AddOnGroupDialog event={event} onClose={close} />}
      {asked?.what === 'edit' && <AddOnGroupDialog event={event} group={asked.group} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog group={asked.group} onClose={close} />}
    </section>
  );
}

function ruleOf({ minPerTicket: min, maxPerTicket: max, soldAlone }: ShownAddOnGroup): string {
  const most = max == null || max === min ? '' : ` to ${max}`;
  const rule =
    min === 0
      ? `optional${max == null ? '' : `, up to ${max} per ticket`}`
      : `${max == null ? 'at least ' : ''}${min}${most} per ticket`;
  return soldAlone ? `${rule}, also alone` : rule;
}

function DeleteDialog({ group, onClose }: { readonly group: ShownAddOnGroup; readonly onClose: () => void }) {
  const [, remove] = useMutation(DeleteMutation);
  return (
    <ConfirmAct
      title="Delete this group?"
      action="Delete"
      act={() => remove({ id: group.id }, { additionalTypenames: ['AddOnGroup'] })}
      onClose={onClose}
    >
      <p>“{group.name}” has no add-ons; nothing that is sold changes.</p>
    </ConfirmAct>
  );
}
