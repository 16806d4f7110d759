import { Route, Routes } from 'react-router';
import { NothingHere } from '../layout/nothing-here.tsx';
import { EditEvent } from './edit-event.tsx';
import { EventList } from './event-list.tsx';
import { EventPage } from './event-page.tsx';
import { NewEvent } from './new-event.tsx';
import { WaitlistEntries } from './waitlist/waitlist-entries.tsx';

/** The organization's events. */
export function Events() {
  return (
    <Routes>
      <Route index element={<EventList />} />
      <Route path="new" element={<NewEvent />} />
      <Route path=":id" element={<EventPage />} />
      <Route path=":id/edit" element={<EditEvent />} />
      <Route path=":id/waitlist" element={<WaitlistEntries />} />
      <Route path="*" element={<NothingHere />} />
    </Routes>
  );
}
