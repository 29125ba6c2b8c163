// All revisions of an article, page by page, and the texts of those that are looked at, some ahead.
import type { ArticleText, Page, Revision } from './answers';
import type { Api } from './api';

/** @param told how many there are so far */
export async function allRevisions(
  api: Api,
  article: string,
  signal: AbortSignal,
  told: (count: number) => void,
): Promise<readonly Revision[]> {
  const all: Revision[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<Revision> = await api.get(`/articles/${article}/revisions?limit=200${query}`, signal);
    all.push(...page.items);
    cursor = page.next;
    told(all.length);
  }
  return all;
}

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
