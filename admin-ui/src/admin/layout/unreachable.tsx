import { usePageTitle } from '../../ui/page-title.ts';

/** Stands where a page would be, while the server cannot say who is signed in. */
export function Unreachable() {
  usePageTitle('No network');
  return (
    <main className="alone stack">
      <h1>No network</h1>
      <p className="notice warn" role="status">
        The server cannot be reached. This page goes on by itself as soon as it can.
      </p>
    </main>
  );
}
