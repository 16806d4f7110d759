import { Link } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';

interface ShopNotFoundProps {
  readonly title?: string;
}

/** For addresses of the shop that lead nowhere. */
export function ShopNotFound({ title = 'There is nothing here' }: ShopNotFoundProps) {
  usePageTitle('Not found');
  return (
    <>
      <h1>{title}</h1>
      <p className="soft">The address may be mistyped, or what was here is gone.</p>
      <p>
        <Link to="/shop">See what is on</Link>
      </p>
    </>
  );
}
