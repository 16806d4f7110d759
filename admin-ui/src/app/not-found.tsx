import { Link } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';

/** For addresses that lead nowhere. */
export function NotFound() {
  usePageTitle('Not found');
  return (
    <main className="stack" style={{ maxWidth: '32rem', margin: '4rem auto', padding: '0 1rem' }}>
      <h1>There is nothing here</h1>
      <p className="soft">The address may be mistyped, or what was here is gone.</p>
      <p>
        <Link to="/shop">See what is on</Link>, or <Link to="/admin">go to the organizer’s pages</Link>.
      </p>
    </main>
  );
}
