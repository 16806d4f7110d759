import { Link } from 'react-router';
import { usePageTitle } from '../../ui/page-title.ts';
import { Empty } from '../../ui/states.tsx';

/** For addresses among the organizer's pages that lead nowhere. */
export function NothingHere() {
  usePageTitle('Not found');
  return (
    <>
      <h1>There is nothing here</h1>
      <Empty title="The address may be mistyped, or what was here is gone">
        <Link to="/admin">Go to the dashboard</Link>
      </Empty>
    </>
  );
}
