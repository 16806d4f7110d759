import type { FormEvent, ReactNode } from 'react';
import { usePageTitle } from '../../ui/page-title.ts';
import './way-in.css';

/** The frame of the pages for those who are not signed in. */
export function WayInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className="way-in">
      <p className="way-in-brand">TicketBase</p>
      <div className="card stack">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** Reads the named fields of a form that was sent, without leaving the page. */
export function fieldsOf<Name extends string>(
  event: FormEvent<HTMLFormElement>,
  ...names: readonly Name[]
): Record<Name, string> {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  return Object.fromEntries(names.map(name => [name, String(form.get(name) ?? '')])) as Record<Name, string>;
}
