import type { CombinedError } from 'urql';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';
import { EventTimes } from './event-times.tsx';
import './events.css';

/** What the fields begin with. */
export interface EventDefaults {
  readonly title: string;
  readonly description?: string | null;
  readonly category?: string | null;
  readonly tags: readonly string[];
  readonly timeZone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly salesStartAt?: string | null;
  readonly salesEndAt?: string | null;
  readonly venue?: {
    readonly name: string;
    readonly address?: string | null;
    readonly city?: string | null;
    readonly country?: string | null;
  } | null;
  readonly onlineUrl?: string | null;
  readonly capacity?: number | null;
  readonly visibility: string;
}

export interface EventFieldsProps {
  /** An event that is there; absent for a new one. */
  readonly event?: EventDefaults;
  readonly error?: CombinedError;
}

/** The fields of an event, for the form that makes it and the one that changes it. */
export function EventFields({ event, error }: EventFieldsProps) {
  const fault = (field: string) => faultOf(error, field);
  return (
    <>
      <fieldset className="card stack fieldset">
        <legend>What it is</legend>
        <TextField
          label="Title"
          name="title"
          required
          maxLength={200}
          defaultValue={event?.title}
          fault={fault('title')}
        />
        <TextAreaField
          label="Description"
          name="description"
          rows={6}
          hint="Markdown."
          defaultValue={event?.description ?? ''}
          fault={fault('description')}
        />
        <div className="columns">
          <TextField
            label="Category"
            name="category"
            hint="Such as conference or concert."
            defaultValue={event?.category ?? ''}
            fault={fault('category')}
          />
          <TextField
            label="Tags"
            name="tags"
            hint="Separated by commas, 20 at most."
            defaultValue={event?.tags.join(', ')}
            fault={fault('tags')}
          />
        </div>
      </fieldset>
      <EventTimes event={event} error={error} />
      <fieldset className="card stack fieldset">
        <legend>Where</legend>
        <div className="columns">
          <TextField
            label="Venue"
            name="venue.name"
            maxLength={200}
            defaultValue={event?.venue?.name}
            fault={fault('venue.name') ?? fault('venue')}
          />
          <TextField
            label="Street and number"
            name="venue.address"
            defaultValue={event?.venue?.address ?? ''}
            fault={fault('venue.address')}
          />
          <TextField
            label="City"
            name="venue.city"
            defaultValue={event?.venue?.city ?? ''}
            fault={fault('venue.city')}
          />
          <TextField
            label="Country"
            name="venue.country"
            maxLength={2}
            hint="Two letters, such as DE."
            defaultValue={event?.venue?.country ?? ''}
            fault={fault('venue.country')}
          />
        </div>
        <TextField
          label="Link, if it takes place online"
          name="onlineUrl"
          type="url"
          defaultValue={event?.onlineUrl ?? ''}
          fault={fault('onlineUrl')}
        />
      </fieldset>
      <fieldset className="card stack fieldset">
        <legend>Who and how many</legend>
        <div className="columns">
          <TextField
            label="Capacity"
            name="capacity"
            type="number"
            min={1}
            hint="The most people over all ticket types; empty for no limit."
            defaultValue={event?.capacity ?? ''}
            fault={fault('capacity')}
          />
          <SelectField
            label="Who finds it once it is published"
            name="visibility"
            defaultValue={event?.visibility ?? 'PUBLIC'}
            fault={fault('visibility')}
          >
            <option value="PUBLIC">Everyone; it is listed</option>
            <option value="UNLISTED">Everyone who has the link</option>
            <option value="PRIVATE">Only people of the organization</option>
          </SelectField>
        </div>
      </fieldset>
    </>
  );
}
