import type { CombinedError } from 'urql';

/** The server's word on each part of what it was given, where no form field stands for the part. */
export function Issues({ error }: { readonly error: CombinedError }) {
  const issues = error.graphQLErrors[0]?.extensions.issues;
  if (!Array.isArray(issues) || issues.length === 0) return null;
  return (
    <ul className="permission-list" aria-label="What is wrong">
      {(issues as ReadonlyArray<{ path: string; message: string }>).map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
}
