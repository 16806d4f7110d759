import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';

interface State {
  readonly failed: boolean;
}

/** A page that fails to draw says so, and can be loaded again; the message for developers is in the console. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="stack" style={{ maxWidth: '32rem', margin: '4rem auto', padding: '0 1rem' }}>
        <h1>This page failed</h1>
        <p>Your data are safe on the server. Loading the page again usually helps.</p>
        <span>
          <Button look="primary" onClick={() => window.location.reload()}>
            Load again
          </Button>
        </span>
      </main>
    );
  }
}
