import { createContext } from 'react';

type Listener = (context: { eventId: string }) => Promise<string | undefined>;

/** Lets a form tell the components that stand in it that it has been stored. */
export class SavedSignalSource {
  private readonly listeners = new Set<Listener>();

  /** What is answered ends it. */
  add(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells all, and waits for all; what went wrong, in their words. */
  async tell(context: { eventId: string }): Promise<string[]> {
    const ends = await Promise.all([...this.listeners].map(listener => listener(context)));
    return ends.filter(end => end !== undefined);
  }
}

/** The form that components stand in, if they stand in one. */
export const SavedSignal = createContext<SavedSignalSource | undefined>(undefined);
