// Where a text quotes, in the typographies that newspapers print.
import type { BlockReading } from '../../text/mentions';
import type { Sentence } from './reading';

const QUOTE =
  /“[^”“]{1,600}”|„[^“”„]{1,600}[“”]|«[^«»]{1,600}»|»[^«»]{1,600}«|(?<!\p{L})‘[^‘]{1,600}?’(?!\p{L})|"[^"]{1,600}"|「[^」]{1,600}」/gu;

const ANY_MARK = /["“„«»‘「]/;

/** The quotations of a block, marks included; one never leaves its paragraph. */
export function quotationsIn({ block: { text }, runs }: BlockReading): readonly Sentence[] {
  if (!ANY_MARK.test(text)) return [];
  return runs.flatMap((run) =>
    Array.from(text.slice(run.start, run.end).matchAll(QUOTE), ({ 0: quote, index }) => ({
      start: run.start + index,
      end: run.start + index + quote.length,
    })),
  );
}
