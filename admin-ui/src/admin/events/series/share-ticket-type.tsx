import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { formatTime } from '../../../ui/time.ts';
import type { ShownEvent } from '../event-page.tsx';
import { fieldNames } from './field-names.ts';

const ShareMutation = graphql(`
  mutation ShareTicketType($ticketTypeId: ID!, $scope: SeriesScope!, $overwrite: Boolean!) {
    shareTicketType(ticketTypeId: $ticketTypeId, scope: $scope, overwrite: $overwrite) {
      changed { id version }
      kept { fields event { id startsAt timeZone } }
    }
  }
`);

const context = { additionalTypenames: ['Event', 'EventSeries', 'TicketType'] };

/** Makes a ticket type of other dates like that of this one. */
export function ShareTicketType({ event, onClose }: { readonly event: ShownEvent; readonly onClose: () => void }) {
  const [{ fetching, error, data }, share] = useMutation(ShareMutation);
  const kept = data?.shareTicketType.kept ?? [];
  const confirm = async (form: FormData) => {
    const answer = await share(
      {
        ticketTypeId: textOf(form, 'ticketTypeId') ?? '',
        scope: textOf(form, 'scope') === 'ALL' ? 'ALL' : 'THIS_AND_FOLLOWING',
        overwrite: form.has('overwrite'),
      },
      context,
    );
    if (answer.data?.shareTicketType.kept.length === 0) onClose();
  };
  return (
    <Confirm
      {...{ title: 'Share a ticket type', action: 'Share it', look: 'primary', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>
        Ticket types of the same name get its price, quantity, limits and times of sale; a date without one gets it.
        What is sold or held keeps the price at which it was.
      </p>
      <SelectField label="Ticket type" name="ticketTypeId">
        {event.ticketTypes
          .filter(({ kind }) => kind === 'ADMISSION')
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
      <SelectField label="With" name="scope">
        <option value="THIS_AND_FOLLOWING">All dates that follow</option>
        <option value="ALL">All dates of the series</option>
      </SelectField>
      <label className="check">
        <input type="checkbox" name="overwrite" />
        Also overwrite what was changed by hand
      </label>
      {kept.length > 0 && (
        <div className="notice info stack" role="status">
          <span>Shared, but for what had been changed by hand:</span>
          <ul>
            {kept.map(({ event: date, fields }) => (
              <li key={date.id}>
                {formatTime(date.startsAt, date.timeZone)}: {fieldNames(fields)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Confirm>
  );
}
