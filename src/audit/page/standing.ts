// What stands over an article: what readers had of it at a revision, and what of its past nobody or not everybody is shown. Pure.
import type { Revision } from './answers';
import { marksOf, type MarkKind } from './timeline';

type Typed = Pick<Revision, 'revision' | 'type'>;

const had: Readonly<Record<MarkKind, (version: string) => string>> = {
  version: (version) => `readers had ${version}`,
  correction: (version) => `readers had ${version}`,
  retraction: (version) => `readers had the notice that ${version} was retracted`,
  takedown: () => 'readers had nothing: it was taken down',
};

/** @param revisions up to the one that is looked at */
export function readersHad(revisions: readonly Revision[]): string | undefined {
  const marks = marksOf(revisions);
  const last = marks.at(-1);
  const version = marks.findLast(({ kind }) => kind === 'version' || kind === 'correction');
  return last && had[last.kind](version?.label ?? '');
}

export interface Notice {
  readonly sentence: string;
  readonly revisions: readonly number[];
}

const sentences: Readonly<Record<string, string>> = {
  'payload-erased': 'Parts of this article were erased for good: where they were it reads [erased], in every revision.',
  'article-withheld':
    'Words or versions were withheld. Standards and auditors are shown them here; to others they read [withheld].',
  'withholding-released': 'What was withheld was released.',
};

/** Of all revisions, whichever is looked at: an erasure is felt in those before it. */
export function noticesOf(revisions: readonly Typed[]): readonly Notice[] {
  return Object.entries(sentences).flatMap(([type, sentence]) => {
    const found = revisions.filter((one) => one.type === type).map(({ revision }) => revision);
    return found.length > 0 ? [{ sentence, revisions: found }] : [];
  });
}
