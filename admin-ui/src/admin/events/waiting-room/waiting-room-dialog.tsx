import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { instantOf, wallTimeOf } from '../../../ui/wall-time.ts';

const UpdateMutation = graphql(`
  mutation UpdateWaitingRoom($id: ID!, $input: UpdateWaitingRoomInput!) {
    updateWaitingRoom(eventId: $id, input: $input) { status opensAt }
  }
`);

interface WaitingRoomDialogProps {
  readonly eventId: string;
  readonly timeZone: string;
  readonly room?: {
    readonly status: string;
    readonly opensAt: string;
    readonly figures?: { readonly ratePerMinute: number; readonly admissionMinutes: number } | null;
  };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Sets the waiting room up, or changes it while it runs. */
export function WaitingRoomDialog({ eventId, timeZone, room, onDone, onClose }: WaitingRoomDialogProps) {
  const [{ fetching, error }, update] = useMutation(UpdateMutation);
  const [timeFault, setTimeFault] = useState<string>();
  const isOn = room != null && room.status !== 'OFF';
  const hasOpened = room?.status === 'OPEN' || room?.status === 'PAUSED';
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const wall = textOf(form, 'opensAt');
    const opensAt = wall && instantOf(wall, timeZone);
    setTimeFault(wall && !opensAt ? 'Is no time.' : undefined);
    if (wall && !opensAt) return;
    const input = {
      enabled: form.get('enabled') === 'on',
      ratePerMinute: Number(form.get('ratePerMinute')),
      admissionMinutes: Number(form.get('admissionMinutes')),
      ...(hasOpened || !opensAt ? {} : { opensAt }),
    };
    const { data } = await update({ id: eventId, input });
    if (!data) return;
    onDone();
    onClose();
  };
  const fields = ['ratePerMinute', 'admissionMinutes', 'opensAt'] as const;
  const faults = Object.fromEntries(fields.map(field => [field, faultOf(error, field)]));
  return (
    <Dialog title="Waiting room" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <label className="check">
          <input type="checkbox" name="enabled" defaultChecked={isOn || room == null} /> Buyers of this event wait in
          line
        </label>
        <TextField
          label="People per minute"
          name="ratePerMinute"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={60_000}
          hint="How many are let in. You can change it at any time; nobody’s place changes."
          defaultValue={room?.figures?.ratePerMinute ?? 100}
          fault={faults.ratePerMinute}
        />
        <TextField
          label="Minutes to choose tickets"
          name="admissionMinutes"
          type="number"
          inputMode="numeric"
          required
          min={2}
          max={60}
          defaultValue={room?.figures?.admissionMinutes ?? 10}
          fault={faults.admissionMinutes}
        />
        {hasOpened ? null : (
          <TextField
            label="Opens"
            name="opensAt"
            type="datetime-local"
            hint={`In ${timeZone.replaceAll('_', ' ')}. Whoever comes before is put in an order drawn at random then. Empty: at once.`}
            defaultValue={room ? wallTimeOf(room.opensAt, timeZone) : ''}
            fault={timeFault ?? faults.opensAt}
          />
        )}
        {error && !Object.values(faults).some(Boolean) && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Save
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
