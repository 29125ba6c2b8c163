// Answers that arrive while the page goes on: what was asked for last counts.
import { useEffect, useRef, useState } from 'preact/hooks';
import { isAborted } from './api';

export interface Loaded<Value> {
  /** Of the key; of the one before until it arrives. */
  readonly value?: Value;
  readonly error?: Error;
  readonly isCurrent: boolean;
}

interface Answer<Value> {
  readonly key: string;
  readonly value?: Value;
  readonly error?: Error;
}

/** Loads whenever the key is another one; undefined: nothing. @param delay milliseconds that the key has to rest for */
export function useLoaded<Value>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<Value>,
  delay = 0,
): Loaded<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>();
  const loader = useRef(load);
  loader.current = load;
  useEffect(() => {
    if (key === undefined) return undefined;
    const control = new AbortController();
    const start = () =>
      loader.current(control.signal).then(
        (value) => control.signal.aborted || setAnswer({ key, value }),
        (error: unknown) => isAborted(error) || control.signal.aborted || setAnswer({ key, error: error as Error }),
      );
    const timer = delay > 0 ? setTimeout(() => void start(), delay) : void start();
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key, delay]);
  return { value: answer?.value, error: answer?.error, isCurrent: key !== undefined && answer?.key === key };
}
