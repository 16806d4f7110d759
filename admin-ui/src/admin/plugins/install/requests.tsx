import { type AskingVersion, askedBy } from './asked.ts';
import { AskedList } from './asked-list.tsx';

/** All that a version of a plugin may do once it is installed, in words. */
export function Requests({ version }: { readonly version: AskingVersion & { readonly network: readonly string[] } }) {
  return (
    <>
      <AskedList asked={askedBy(version)} version={version} />
      {version.permissions.length === 0 && <p className="soft">It reads and changes none of your data.</p>}
      {version.network.length === 0 && <p className="soft">It reaches no host on the internet.</p>}
    </>
  );
}
