// All revisions of an article, page by page.
import type { Page, Revision, ToldRevision } from './answers';
import type { Api } from './api';

/** What is learnt while a long history is read. */
export interface Progress {
  /** How many revisions there are so far, and which is the last of all. */
  (count: number, head: number): void;
}

/** All of them, oldest first. Read from both ends at once until the two meet: half the waiting. */
export async function allRevisions(
  api: Pick<Api, 'get'>,
  article: string,
  signal: AbortSignal,
  told: Progress,
): Promise<readonly Revision[]> {
  const rising: Revision[] = [];
  const falling: Revision[] = [];
  const behind = () => rising.at(-1)?.revision ?? 0;
  const walk = async (order: 'asc' | 'desc', into: Revision[]) => {
    let cursor: string | null = '';
    while (cursor !== null && behind() + 1 < (falling.at(-1)?.revision ?? Infinity)) {
      const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/articles/${article}/revisions?limit=200&order=${order}${from}`;
      const page: Page<ToldRevision> = await api.get(path, signal);
      into.push(...page.items.map(drawn));
      cursor = page.next;
      told(rising.length + falling.length, (falling[0] ?? rising.at(-1))?.revision ?? 0);
    }
  };
  await Promise.all([walk('asc', rising), walk('desc', falling)]);
  return timed([...rising, ...falling.toReversed().filter(({ revision }) => revision > behind())]);
}

const nobody = { id: '', name: 'not told', role: 'restricted' };

const drawn = ({ actor, recordedAt, ...revision }: ToldRevision): Revision => ({
  ...revision,
  actor: actor ?? nobody,
  recordedAt: recordedAt ?? '',
});

/** What has no time that may be told stands where the revision before it does. */
const timed = (revisions: readonly Revision[]): readonly Revision[] => {
  let last = '';
  return revisions.map((revision) => {
    last = revision.recordedAt || last;
    return revision.recordedAt ? revision : { ...revision, recordedAt: last };
  });
};
