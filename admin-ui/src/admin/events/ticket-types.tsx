import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import { Empty } from '../../ui/states.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownEvent } from './event-page.tsx';
import { TicketTypeDialog } from './ticket-type-dialog.tsx';

const DeleteMutation = graphql(`mutation DeleteTicketType($id: ID!) { deleteTicketType(id: $id) }`);

export type ShownTicketType = ShownEvent['ticketTypes'][number];

type Asked = { readonly what: 'add' } | { readonly what: 'edit' | 'delete'; readonly type: ShownTicketType };

/** What the event sells, with its stock. */
export function TicketTypes({ event }: { readonly event: ShownEvent }) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const canChange = viewer.can('events:write') && (event.status === 'DRAFT' || event.status === 'PUBLISHED');
  return (
    <section className="card stack" aria-labelledby="ticket-types">
      <div className="row between">
        <h2 id="ticket-types">Ticket types</h2>
        {canChange && <Button onClick={() => setAsked({ what: 'add' })}>Add a ticket type</Button>}
      </div>
      {event.ticketTypes.length === 0 ? (
        <Empty title="No ticket types yet">An event needs one before it can be published.</Empty>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col" className="numeric">
                  Price
                </th>
                <th scope="col" className="numeric">
                  Sold
                </th>
                <th scope="col" className="numeric">
                  Held
                </th>
                <th scope="col" className="numeric">
                  Available
                </th>
                <th scope="col" className="numeric">
                  In all
                </th>
                {canChange && (
                  <th scope="col">
                    <span className="visually-hidden">Change</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {event.ticketTypes.map(type => (
                <tr key={type.id}>
                  <td>
                    <strong>{type.name}</strong> {type.hidden && <span className="badge neutral">Hidden</span>}{' '}
                    {type.kind === 'ADD_ON' && <span className="badge neutral">Add-on: {groupName(event, type)}</span>}
                    {type.description && <div className="soft">{type.description}</div>}
                    {type.hidden && type.accessCode && (
                      <div className="soft">
                        Opened by <code>{type.accessCode}</code>, or by a link to the public page with{' '}
                        <code>?code={encodeURIComponent(type.accessCode)}</code>
                      </div>
                    )}
                  </td>
                  <td className="numeric">{type.price.amount === 0 ? 'Free' : type.price.formatted}</td>
                  <td className="numeric">{type.sold}</td>
                  <td className="numeric">{type.held}</td>
                  <td className="numeric">{type.available}</td>
                  <td className="numeric">{type.quantity}</td>
                  {canChange && (
                    <td>
                      <span className="row tight">
                        <Button aria-label={`Edit ${type.name}`} onClick={() => setAsked({ what: 'edit', type })}>
                          Edit
                        </Button>
                        {type.sold === 0 && (
                          <Button
                            look="danger"
                            aria-label={`Delete ${type.name}`}
                            onClick={() => setAsked({ what: 'delete', type })}
                          >
                            Delete
                          </Button>
                        )}
                      </span>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked?.what === 'add' && <TicketTypeDialog event={event} onClose={close} />}
      {asked?.what === 'edit' && <TicketTypeDialog event={event} type={asked.type} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog type={asked.type} onClose={close} />}
    </section>
  );
}

const groupName = (event: ShownEvent, type: ShownTicketType) =>
  event.addOnGroups.find(group => group.id === type.addOnGroup?.id)?.name;

function DeleteDialog({ type, onClose }: { readonly type: ShownTicketType; readonly onClose: () => void }) {
  const [, remove] = useMutation(DeleteMutation);
  return (
    <ConfirmAct
      title="Delete this ticket type?"
      action="Delete"
      act={() => remove({ id: type.id }, { additionalTypenames: ['TicketType'] })}
      onClose={onClose}
    >
      <p>“{type.name}” is not offered any more. This cannot be taken back.</p>
    </ConfirmAct>
  );
}
