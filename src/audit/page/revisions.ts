// All revisions of an article, page by page, and the texts of those that are looked at, some ahead.
import type { ArticleText, Page, Revision, ToldRevision } from './answers';
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

const kept = 300;

/** Texts by revision, the last few hundred that were asked for. */
export class RevisionTexts {
  private readonly loaded = new Map<number, ArticleText>();
  private readonly asked = new Map<number, Promise<ArticleText>>();
  private wanted: readonly number[] = [];
  private fetching = false;

  constructor(
    private readonly api: Api,
    private readonly article: string,
  ) {}

  /** The text where it is at hand. */
  at(revision: number): ArticleText | undefined {
    return this.loaded.get(revision);
  }

  load(revision: number): Promise<ArticleText> {
    const known = this.loaded.get(revision);
    if (known) return Promise.resolve(known);
    const asked = this.asked.get(revision) ?? this.ask(revision);
    this.asked.set(revision, asked);
    return asked;
  }

  /** One after the other, so that what is looked at next need not wait; what was wanted before is forgotten. */
  prefetch(revisions: readonly number[]): void {
    this.wanted = revisions.filter((revision) => !this.loaded.has(revision));
    if (!this.fetching) void this.fetchWanted();
  }

  private async fetchWanted(): Promise<void> {
    this.fetching = true;
    for (let [next] = this.wanted; next !== undefined; [next] = this.wanted) {
      this.wanted = this.wanted.slice(1);
      await this.load(next).catch(() => undefined);
    }
    this.fetching = false;
  }

  private async ask(revision: number): Promise<ArticleText> {
    try {
      const text = await this.api.get<ArticleText>(`/articles/${this.article}/revisions/${revision}`);
      this.loaded.set(revision, text);
      const oldest = this.loaded.keys().next();
      if (this.loaded.size > kept && !oldest.done) this.loaded.delete(oldest.value);
      return text;
    } finally {
      this.asked.delete(revision);
    }
  }
}
