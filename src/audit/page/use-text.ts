// The text at a revision, from memory where it was fetched ahead.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArticleText } from './answers';
import { isAborted } from './api';
import { stepped } from './filtering';
import type { Loaded } from './loading';
import type { RevisionTexts } from './revision-texts';

/** Steps ahead in the direction of the last one, and back. */
const ahead = 12;
const behind = 3;

/** Until a text is there, the one that was shown before. */
export function useText(texts: RevisionTexts, revision: number, shown: readonly number[]): Loaded<ArticleText> {
  const [failed, setFailed] = useState<{ readonly revision: number; readonly error: Error }>();
  const [, redraw] = useState(0);
  const last = useRef<ArticleText | undefined>(undefined);
  const before = useRef(revision);
  useEffect(() => {
    let live = true;
    const direction = revision < before.current ? -1 : 1;
    before.current = revision;
    const fetchAhead = () => {
      if (!live) return;
      // It may have come between the drawing and now: what was drawn counts, not what is at hand.
      if (last.current?.revision !== revision) redraw((times) => times + 1);
      texts.prefetch(neighbours(shown, revision, direction));
    };
    // What is looked at does not wait for what was fetched ahead of somewhere else.
    if (!texts.at(revision)) texts.prefetch([]);
    texts
      .load(revision)
      .then(fetchAhead, (error: Error) => live && !isAborted(error) && setFailed({ revision, error }));
    return () => void (live = false);
  }, [texts, revision, shown]);
  const value = texts.at(revision);
  last.current = value ?? last.current;
  const error = failed?.revision === revision ? failed.error : undefined;
  return { value: last.current, error, isCurrent: value !== undefined };
}

/** Nearest first; each with the one before it, which says what is new in it. */
function neighbours(shown: readonly number[], revision: number, direction: number): readonly number[] {
  const steps = [...steady(ahead).map((by) => by * direction), ...steady(behind).map((by) => -by * direction)];
  const next = steps.map((by) => stepped(shown, revision, by));
  return [...new Set([revision - 1, ...next.flatMap((one) => [one, one - 1])])].filter((one) => one > 0);
}

const steady = (upTo: number): readonly number[] => Array.from({ length: upTo }, (_, index) => index + 1);
