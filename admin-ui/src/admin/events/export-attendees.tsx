import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/states.tsx';

const ExportMutation = graphql(`
  mutation ExportAttendees($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }
`);

/** Saves everyone who has a ticket for an event, with what they answered, as a file for spreadsheets. */
export function ExportAttendees({ eventId }: { readonly eventId: string }) {
  const [{ fetching, error }, make] = useMutation(ExportMutation);
  const save = async () => {
    const { data } = await make({ filter: { eventId } });
    // The link is good once, so it is followed at once.
    if (data) window.location.assign(data.exportAttendees.url);
  };
  return (
    <>
      <Button busy={fetching} onClick={() => void save()}>
        Export attendees
      </Button>
      {error && <Failure error={error} />}
    </>
  );
}
