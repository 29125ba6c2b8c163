// Printing, by the page's button or the browser's own: what is drawn for paper is drawn before the browser takes it.
import { useEffect, useRef } from 'preact/hooks';

/** The browser's own `beforeprint` comes within this call, where nothing is drawn any more. */
export function printPage(): void {
  dispatchEvent(new Event('beforeprint'));
  setTimeout(() => print());
}

export function usePrinting(before: () => void, after?: () => void): void {
  const latest = useRef({ before, after });
  latest.current = { before, after };
  useEffect(() => {
    const begin = () => latest.current.before();
    const end = () => latest.current.after?.();
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
}
