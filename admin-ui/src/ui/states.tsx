import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Button } from './button.tsx';

/** Stands where a list or a card will be. */
export function Loading({ rows = 3, label = 'Loading' }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div className="stack" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={`row-${row.toString()}`} className="skeleton" style={{ width: `${90 - row * 12}%` }} />
      ))}
    </div>
  );
}

/** Says that there is nothing yet, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** Says what failed, in words of the server where it gave some, and offers to try again. */
export function Failure({ error, retry }: { readonly error: CombinedError; readonly retry?: () => void }) {
  if (codeOf(error) === 'FORBIDDEN') return <NotAllowed />;
  return (
    <div className="notice bad stack" role="alert">
      <span>{messageOf(error)}</span>
      {retry && (
        <span>
          <Button onClick={retry}>Try again</Button>
        </span>
      )}
    </div>
  );
}

/** Says quietly that the viewer’s role does not reach this far. */
export function NotAllowed() {
  return (
    <div className="notice info" role="status">
      Your role in this organization does not allow this. Someone who manages its members can change that.
    </div>
  );
}

/** What to tell a person about a failed operation. */
export function messageOf(error: CombinedError): string {
  if (error.networkError) return 'The server does not answer. Check the connection and try again.';
  const [first] = error.graphQLErrors;
  const issues = issuesOf(error);
  // A code of its own comes with a sentence of its own.
  if (issues.length > 0 && codeOf(error) === 'BAD_USER_INPUT') {
    return `Please check: ${issues.map(({ path, message }) => `${readable(path)}: ${message}`).join(' ')}`;
  }
  const requestId = first?.extensions.requestId;
  const suffix = typeof requestId === 'string' ? ` (request ${requestId})` : '';
  return `${first?.message ?? 'Something went wrong.'}${suffix}`;
}

/** The code of a failed operation, such as `EMAIL_TAKEN`. */
export const codeOf = (error: CombinedError | undefined): string | undefined => {
  const code = error?.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : undefined;
};

/** The server's word on one input field, by the end of its path: `email` finds `input.email`. */
export function faultOf(error: CombinedError | undefined, field: string): string | undefined {
  return issuesOf(error).find(({ path }) => path === field || path.endsWith(`.${field}`))?.message;
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What a value that is not of its scalar type is answered with, before any rule sees it. */
const COERCION = /got invalid value .* at "([^"]+)"; (.+)$/s;

function issuesOf(error: CombinedError | undefined): readonly Issue[] {
  const [first] = error?.graphQLErrors ?? [];
  if (!first) return [];
  if (Array.isArray(first.extensions.issues)) return first.extensions.issues as readonly Issue[];
  const [, path, message] = COERCION.exec(first.message) ?? [];
  return path && message ? [{ path, message }] : [];
}

/** A path as people read it: `input.venue.name` is "venue name". */
const readable = (path: string): string =>
  path
    .replace(/^input\./, '')
    .replaceAll('.', ' ')
    .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
