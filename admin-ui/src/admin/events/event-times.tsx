import { useState } from 'react';
import { SelectField, TextField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';
import { deviceTimeZone, timeZones } from '../../ui/time.ts';
import { wallTimeOf } from '../../ui/wall-time.ts';
import type { EventFieldsProps } from './event-fields.tsx';

/** When the event is and when it is sold, by clocks of a zone. */
export function EventTimes({ event, error }: EventFieldsProps) {
  const fault = (field: string) => faultOf(error, field);
  const [zones] = useState(() => timeZones(event?.timeZone ?? deviceTimeZone()));
  // Fields keep the clock time when the zone is changed: that is what a mistaken zone needs.
  const shown = (instant: string | null | undefined) => (instant && event ? wallTimeOf(instant, event.timeZone) : '');
  return (
    <fieldset className="card stack fieldset">
      <legend>When</legend>
      <SelectField
        label="Time zone"
        name="timeZone"
        hint="All times here are by clocks in this zone."
        defaultValue={event?.timeZone ?? deviceTimeZone()}
        fault={fault('timeZone')}
      >
        {zones.map(zone => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
      <div className="columns">
        <TextField
          label="Begins"
          name="startsAt"
          type="datetime-local"
          required
          defaultValue={shown(event?.startsAt)}
          fault={fault('startsAt')}
        />
        <TextField
          label="Ends"
          name="endsAt"
          type="datetime-local"
          required
          defaultValue={shown(event?.endsAt)}
          fault={fault('endsAt')}
        />
        <TextField
          label="Sales open"
          name="salesStartAt"
          type="datetime-local"
          hint="Empty: as soon as it is published."
          defaultValue={shown(event?.salesStartAt)}
          fault={fault('salesStartAt')}
        />
        <TextField
          label="Sales close"
          name="salesEndAt"
          type="datetime-local"
          hint="Empty: when it ends."
          defaultValue={shown(event?.salesEndAt)}
          fault={fault('salesEndAt')}
        />
      </div>
    </fieldset>
  );
}
