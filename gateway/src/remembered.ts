/** The result of `read`, read again at most every `milliseconds`; a failure is not remembered. */
export function remembered<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (known && Date.now() < until) return known;
    until = Date.now() + milliseconds;
    const reading = read();
    known = reading;
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  };
}
