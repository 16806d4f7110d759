import { Button } from '@ticketbase/plugin-sdk/ui';
import { useEffect, useState } from 'react';

/** Never gives the processor back once it is asked to. */
export function Loops() {
  return (
    <Button
      onClick={() => {
        // Once the click is over, so that whoever clicked goes on.
        setTimeout(() => {
          for (;;);
        }, 200);
      }}
    >
      Loop for ever
    </Button>
  );
}

export function Throws(): never {
  throw new Error('a component that throws');
}

/** Takes its frame elsewhere. */
export function Leaves() {
  return <Button onClick={() => location.assign('/shop')}>Leave</Button>;
}

/** Tries what a frame must not do, and lists what it could. */
export function Escapes({ reach }: { reach?: string }) {
  const [could, setCould] = useState<string[]>();
  useEffect(() => {
    const attempts: Record<string, () => unknown> = {
      'read the page': () => parent.document.title,
      'call the page': () => (parent as unknown as { alert(): void }).alert.name,
      'read cookies': () => document.cookie.length,
      'store things': () => localStorage.length,
      'open a window': () => {
        if (!open('/shop')) throw new Error('it did not open');
      },
      'lead the page away': () => {
        top!.location.href = 'about:blank';
      },
      'ask the API': () => fetch('/graphql', { method: 'POST' }),
      'ask the API with cookies': () => fetch('/graphql', { method: 'POST', credentials: 'include', mode: 'no-cors' }),
      'reach another host': () => fetch(reach ?? 'https://example.org/', { mode: 'no-cors' }),
      'load a picture from elsewhere': () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = '/favicon.svg';
        }),
      'send a form': async () => {
        const form = document.body.appendChild(document.createElement('form'));
        form.action = '/graphql';
        form.method = 'post';
        const refused = new Promise(resolve =>
          document.addEventListener('securitypolicyviolation', resolve, { once: true }),
        );
        form.submit();
        await refused;
        throw new Error('the policy lets no form be sent');
      },
      'open a socket': () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(`ws://${new URL(document.URL).host}/`);
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      'run a worker from elsewhere': () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/extension-frame.js');
          worker.onmessage = resolve;
          worker.onerror = reject;
        }),
    };
    void (async () => {
      const succeeded: string[] = [];
      for (const [name, attempt] of Object.entries(attempts)) {
        try {
          await attempt();
          succeeded.push(name);
        } catch {
          // As it should be.
        }
      }
      setCould(succeeded);
    })();
  }, [reach]);
  return <output>{could ? `It could: ${could.join(', ') || 'nothing'}` : 'Trying'}</output>;
}

/** A name that the build finds, and no component. */
export const Missing = undefined;
