// The page's state is its address. Steps that follow each other quickly become one entry of the browser's history.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readPlace, writePlace, type Place } from './place';

/** `step`: shown at once, in the address when no other step follows for a moment. */
export type Go = (change: Partial<Place>, how?: 'push' | 'step') => void;

/** Milliseconds; some browsers refuse more than a hundred changes of the address in half a minute. */
const moment = 400;

export function usePlace(): readonly [Place, Go] {
  const [place, setPlace] = useState(() => readPlace(location.search));
  const current = useRef(place);
  const timer = useRef<number | undefined>(undefined);
  const show = useCallback((next: Place) => {
    current.current = next;
    setPlace(next);
  }, []);
  const go = useCallback<Go>(
    (change, how = 'push') => {
      if (how === 'push') settle(current.current, timer);
      show({ ...current.current, ...change });
      if (how === 'push') return write(current.current);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => settle(current.current, timer), moment);
    },
    [show],
  );
  useBack(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    show(readPlace(location.search));
  });
  return [place, go];
}

/** The browser's own back and forward. */
function useBack(show: () => void): void {
  const shown = useRef(show);
  shown.current = show;
  useEffect(() => {
    const back = () => shown.current();
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
}

/** Writes what waits to be written. */
function settle(place: Place, timer: { current: number | undefined }): void {
  if (timer.current === undefined) return;
  clearTimeout(timer.current);
  timer.current = undefined;
  write(place);
}

function write(place: Place): void {
  const search = writePlace(place);
  if (search !== location.search) history.pushState(null, '', location.pathname + search);
}

/** The address of another state, as a link. */
export const hrefOf = (place: Place): string => location.pathname + writePlace(place);

/** A link that stays within the page, unless it is asked for in a tab of its own. */
export function follow(event: MouseEvent, action: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  action();
}
