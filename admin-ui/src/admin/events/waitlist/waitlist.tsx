import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Figure, Figures } from '../../../ui/figures.tsx';
import { Failure, faultOf, Loading } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';

const WaitlistQuery = graphql(`
  query WaitlistOfEvent($id: ID!) {
    event(id: $id) {
      id status
      waitlist { enabled offerMinutes waiting waitingTickets offered taken }
    }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateWaitlist($id: ID!, $input: UpdateWaitlistInput!) {
    updateWaitlist(eventId: $id, input: $input) { id waitlist { enabled offerMinutes } }
  }
`);

/** The waitlist of an event: whether there is one, and how many are on it. */
export function Waitlist({ eventId }: { readonly eventId: string }) {
  const viewer = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [{ data, error }, reload] = useQuery({ query: WaitlistQuery, variables: { id: eventId } });
  const refresh = () => reload({ requestPolicy: 'network-only' });
  const event = data?.event;
  const list = event?.waitlist;
  const canEdit = viewer.can('events:write') && (event?.status === 'DRAFT' || event?.status === 'PUBLISHED');
  const hasEntries = list != null && list.waiting + list.offered + list.taken > 0;
  return (
    <section className="card stack" aria-labelledby="waitlist">
      <div className="row between">
        <h2 id="waitlist">
          Waitlist{' '}
          {list && <span className={`badge ${list.enabled ? 'good' : 'neutral'}`}>{list.enabled ? 'On' : 'Off'}</span>}
        </h2>
        <span className="row">
          {viewer.can('tickets:read') && (
            <Link className="button plain" to={`/admin/events/${eventId}/waitlist`}>
              Who waits
            </Link>
          )}
          {canEdit && <Button onClick={() => setOpen(true)}>Change</Button>}
        </span>
      </div>
      {error && !data && <Failure error={error} retry={refresh} />}
      {!data && !error && <Loading rows={2} />}
      {list && !list.enabled && (
        <p className="soft">
          When tickets are sold out, people can wait for some to become free. They are offered in the order of joining,
          before anyone else can buy them.
        </p>
      )}
      {list && (list.enabled || hasEntries) && (
        <Figures>
          <Figure label="Waiting">{list.waiting.toLocaleString()}</Figure>
          <Figure label="Tickets wanted">{list.waitingTickets.toLocaleString()}</Figure>
          <Figure label="Open offers">{list.offered.toLocaleString()}</Figure>
          <Figure label="Offers taken">{list.taken.toLocaleString()}</Figure>
        </Figures>
      )}
      {isOpen && list && (
        <WaitlistDialog eventId={eventId} list={list} onDone={refresh} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}

interface WaitlistDialogProps {
  readonly eventId: string;
  readonly list: { readonly enabled: boolean; readonly offerMinutes: number; readonly waiting: number };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function WaitlistDialog({ eventId, list, onDone, onClose }: WaitlistDialogProps) {
  const [{ fetching, error }, update] = useMutation(UpdateMutation);
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const input = { enabled: form.get('enabled') === 'on', offerMinutes: Number(form.get('offerMinutes')) };
    const { data } = await update({ id: eventId, input });
    if (!data) return;
    onDone();
    onClose();
  };
  const fault = faultOf(error, 'offerMinutes');
  return (
    <Dialog title="Waitlist" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <label className="check">
          <input type="checkbox" name="enabled" defaultChecked={list.enabled} /> People can wait for sold-out tickets
        </label>
        {list.waiting > 0 && (
          <p className="soft">While it is off, free tickets go on sale to everyone. Whoever waits keeps their place.</p>
        )}
        <TextField
          label="Minutes to take an offer"
          name="offerMinutes"
          type="number"
          inputMode="numeric"
          required
          min={5}
          max={10_080}
          hint="Then it goes to the next in line. 720 is half a day. Offers that were made stay as they are."
          defaultValue={list.offerMinutes}
          fault={fault}
        />
        {error && !fault && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Save
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
