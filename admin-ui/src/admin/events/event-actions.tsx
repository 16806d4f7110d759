import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { DuplicateEvent } from './duplicate-event.tsx';
import type { ShownEvent } from './event-page.tsx';
import { MessageAttendees } from './message-attendees.tsx';
import { RepeatEvent } from './series/repeat-event.tsx';

const PublishMutation = graphql(`mutation PublishEvent($id: ID!) { publishEvent(id: $id) { id status version } }`);

const CancelMutation = graphql(`
  mutation CancelEvent($id: ID!, $reason: String) {
    cancelEvent(id: $id, reason: $reason) { id status version cancelReason }
  }
`);

const DeleteMutation = graphql(`mutation DeleteEvent($id: ID!) { deleteEvent(id: $id) }`);

type Asked = 'publish' | 'cancel' | 'delete' | 'duplicate' | 'message' | 'repeat';

/** What can be done with an event where it is in its life. */
export function EventActions({ event }: { readonly event: ShownEvent }) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const { status } = event;
  const isOpen = status === 'DRAFT' || status === 'PUBLISHED';
  const canWrite = viewer.can('events:write');
  return (
    <>
      <div className="row">
        {canWrite && status === 'DRAFT' && (
          <Button look="primary" onClick={() => setAsked('publish')}>
            Publish
          </Button>
        )}
        {canWrite && isOpen && (
          <Link className="button plain" to={`/admin/events/${event.id}/edit`}>
            Edit
          </Link>
        )}
        {canWrite && <Button onClick={() => setAsked('duplicate')}>Duplicate</Button>}
        {canWrite && isOpen && !event.series && <Button onClick={() => setAsked('repeat')}>Let it recur</Button>}
        {viewer.can('notifications:write') && event.ticketsSold > 0 && (
          <Button onClick={() => setAsked('message')}>Message attendees</Button>
        )}
        {viewer.can('orders:read') && (
          <Link className="button plain" to={`/admin/orders?event=${event.id}`}>
            Orders
          </Link>
        )}
        {canWrite && isOpen && (
          <Button look="danger" onClick={() => setAsked('cancel')}>
            Cancel event
          </Button>
        )}
        {canWrite && event.ticketsSold === 0 && (
          <Button look="danger" onClick={() => setAsked('delete')}>
            Delete
          </Button>
        )}
      </div>
      {asked === 'publish' && <PublishDialog event={event} onClose={close} />}
      {asked === 'cancel' && <CancelDialog event={event} onClose={close} />}
      {asked === 'delete' && <DeleteDialog event={event} onClose={close} />}
      {asked === 'duplicate' && <DuplicateEvent event={event} onClose={close} />}
      {asked === 'repeat' && <RepeatEvent event={event} onClose={close} />}
      {asked === 'message' && <MessageAttendees event={event} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly event: ShownEvent;
  readonly onClose: () => void;
}

function PublishDialog({ event, onClose }: DialogProps) {
  const [, publish] = useMutation(PublishMutation);
  return (
    <ConfirmAct
      title="Publish this event?"
      action="Publish"
      look="primary"
      act={() => publish({ id: event.id })}
      onClose={onClose}
    >
      <p>
        “{event.title}” is then open to buyers while its sales are open. It cannot become a draft again, only be
        cancelled.
      </p>
    </ConfirmAct>
  );
}

function CancelDialog({ event, onClose }: DialogProps) {
  const [{ fetching, error }, cancel] = useMutation(CancelMutation);
  const confirm = async (form: FormData) => {
    const { data } = await cancel({ id: event.id, reason: textOf(form, 'reason') });
    if (data) onClose();
  };
  return (
    <Confirm
      {...{ title: 'Cancel this event?', action: 'Cancel the event', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>
        Nothing can be sold any more, and no ticket opens the door. {event.ticketsSold} tickets are sold. This cannot be
        taken back.
      </p>
      <TextAreaField label="Reason" name="reason" hint="For those who hold tickets." fault={faultOf(error, 'reason')} />
    </Confirm>
  );
}

function DeleteDialog({ event, onClose }: DialogProps) {
  const navigate = useNavigate();
  const [{ fetching, error }, remove] = useMutation(DeleteMutation);
  const confirm = async () => {
    const { data } = await remove({ id: event.id }, { additionalTypenames: ['Event'] });
    if (data) navigate('/admin/events', { replace: true });
  };
  return (
    <Confirm
      {...{ title: 'Delete this event?', action: 'Delete', busy: fetching, error, onClose }}
      onConfirm={() => void confirm()}
    >
      <p>“{event.title}” is gone then, with its ticket types and pictures. This cannot be taken back.</p>
    </Confirm>
  );
}
