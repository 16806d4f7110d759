/** Receives one line at a time of what a service says about itself; never a secret. */
export type Log = (line: string) => void;

export const silent: Log = () => {};
